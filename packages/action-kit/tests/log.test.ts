import {registerSecret} from '@gantry/errors';
import {createJobLog, fitList, maskSecret, maxOutputBytes, plainLines, setOutputs} from '../src';

let printed: string;
beforeEach(() => {
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

test('what a program printed is never taken for a workflow command', () => {
  for (const line of [
    '::set-env name=PATH::/tmp',
    '  ::add-mask::x',
    '##[group]x',
    'ok\n::error::x',
    'ok\r::error::x',
    'a: b ##[add-mask]x',
    'a\r\u0085::set-output name=x::y',
    '\u001b[0m::error::x',
  ]) {
    expect(plainLines(line)).not.toMatch(/^\s*::|##\[/m);
  }
  expect(plainLines('\u001b[31mred\u001b[0m \u001b]0;title\u0007end\u0000')).toBe('red end');
  expect(plainLines('a: b :: c')).toBe('a: b :: c');
});

test('Forgejo gets plain text, GitHub an annotation', () => {
  createJobLog({GITHUB_ACTIONS: 'true', FORGEJO_ACTIONS: 'true'}).warning('one\ntwo');
  expect(printed).toBe('Warning: one\ntwo\n');
  printed = '';
  createJobLog({GITHUB_ACTIONS: 'true'}).warning('one\ntwo');
  expect(printed).toBe('::warning::one%0Atwo\n');
});

test('no line shows a registered secret', () => {
  registerSecret('opensesame');
  createJobLog({}).info('the password is opensesame');
  expect(printed).toBe('the password is ***\n');
});

test('a secret of several lines is masked line by line, and raw when it has a percent sign', () => {
  maskSecret('first\nsec%ond');
  expect(printed.split('\n')).toEqual(['::add-mask::first', '::add-mask::sec%25ond', '::add-mask::sec%ond', '']);
});

test('a group ends when its body throws', async () => {
  const failing = createJobLog({}).group('build', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(printed).toBe('::group::build\n::endgroup::\n');
});

test('an output that no runner takes is refused, and a fitted list is taken', () => {
  const items = Array.from({length: 5000}, (_, index) => `container-with-a-long-name-${index}`);
  expect(() => setOutputs({containers: items})).toThrow('has 1');
  const fitted = fitList(items);
  expect(Buffer.byteLength(JSON.stringify(fitted.items))).toBeLessThanOrEqual(maxOutputBytes);
  expect(fitted.items.length + fitted.left).toBe(5000);
  expect(fitted.left).toBeGreaterThan(0);
});
