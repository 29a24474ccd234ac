import fc from 'fast-check';
import {InvalidRefError, InvalidShaError, parseCommitSha, parseRef, UnknownRefError} from '../src';

test.each([
  ['HEAD', {kind: 'head'}],
  ['main', {kind: 'name', name: 'main', hex: undefined}],
  ['feature/ä-1', {kind: 'name', name: 'feature/ä-1', hex: undefined}],
  ['beef', {kind: 'name', name: 'beef', hex: 'beef'}],
  ['ABC1234', {kind: 'name', name: 'ABC1234', hex: 'abc1234'}],
  ['abc', {kind: 'name', name: 'abc', hex: undefined}],
  ['A'.repeat(40), {kind: 'sha', sha: 'a'.repeat(40)}],
  ['1'.repeat(64), {kind: 'sha', sha: '1'.repeat(64)}],
  ['1'.repeat(41), {kind: 'name', name: '1'.repeat(41), hex: '1'.repeat(41)}],
  ['refs/pull/3/head', {kind: 'full', name: 'refs/pull/3/head'}],
])('%s is %j', (text, form) => {
  expect(parseRef(text)).toEqual(form);
});

test.each([
  '',
  '-f',
  '--upload-pack=touch /tmp/x',
  'a..b',
  'main@{1}',
  'main^',
  'main~1',
  'HEAD:file',
  ':/text',
  'a b',
  'a\nb',
  'a\0b',
  'a\u007f',
  'a\u00a0b',
  'a*',
  'a?',
  'a[b]',
  'a\\b',
  '@',
  '/a',
  'a/',
  'a//b',
  'a/.b',
  'a.',
  'a.lock',
  'refs/heads/x.lock/y',
  'x'.repeat(256),
])('%j is refused', (text) => {
  expect(() => parseRef(text)).toThrow(InvalidRefError);
  expect(() => parseRef(text)).toThrow(UnknownRefError);
});

test('what is accepted can be no option, range, expression or pattern', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 300}), (text) => {
      try {
        parseRef(text);
      } catch (error) {
        return error instanceof InvalidRefError && error.message.length < 700;
      }
      // eslint-disable-next-line no-control-regex
      return text.length <= 255 && !/^-|\.\.|@\{|[\x00-\x20\x7f~^:?*[\\]/.test(text);
    }),
    {numRuns: 500},
  );
});

test.each(['', 'abc1234', '0'.repeat(40), 'g'.repeat(40), '1'.repeat(41), `${'1'.repeat(40)}\n`])(
  '%j is no commit sha',
  (text) => {
    expect(() => parseCommitSha(text)).toThrow(InvalidShaError);
  },
);

test('a sha is written in lower case', () => {
  expect(parseCommitSha('AB'.repeat(20))).toBe('ab'.repeat(20));
});
