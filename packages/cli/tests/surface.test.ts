import {SettingsError, VersionError} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import {RepositoryError, UnknownRefError} from '@gantry/git';
import {exitCodeOf} from '../src/exit-codes';
import {formatTable} from '../src/format-table';
import {createPaint} from '../src/paint';
import {UsageError} from '../src/usage-error';

test.each([
  [new UsageError('x', {}), 2],
  [new UnknownRefError('x', 'x'), 2],
  [new GantryError('x', {code: 'no-build-file'}), 2],
  [new VersionError('x', 'y'), 1],
  [new SettingsError([]), 1],
  [new RepositoryError('origin-failed', 'x'), 3],
  [new GantryError('x', {code: 'nix-missing'}), 3],
  [new GantryError('x', {code: 'registry-unreachable'}), 3],
  [new TypeError('x'), 3],
])('%p ends with %d', (error, code) => {
  expect(exitCodeOf(error)).toBe(code);
});

test.each([
  ['a terminal', {isTTY: true}, {}, '\x1b[31mx\x1b[39m'],
  ['a terminal, NO_COLOR empty', {isTTY: true}, {NO_COLOR: ''}, '\x1b[31mx\x1b[39m'],
  ['a terminal, NO_COLOR set', {isTTY: true}, {NO_COLOR: '0'}, 'x'],
  ['a dumb terminal', {isTTY: true}, {TERM: 'dumb'}, 'x'],
  ['a pipe', {}, {}, 'x'],
])('colours: %s', (_title, stream, env, expected) => {
  expect(createPaint(stream, env).red('x')).toBe(expected);
});

test('cells stand under each other, and no line ends with a space', () => {
  expect(
    formatTable([
      ['a', 'bb', ''],
      ['aaa', 'b', 'c'],
    ]),
  ).toBe('a    bb\naaa  b   c');
  expect(formatTable([])).toBe('');
});
