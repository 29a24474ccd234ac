import {describeError, GantryError, registerSecret} from '../src';

test('says what failed, why, and what to do next', () => {
  const cause = new GantryError('PUT /v2/api/manifests/1 was answered 401 UNAUTHORIZED', {
    code: 'registry-error',
    hint: 'run registry-login before this step',
  });
  const error = new GantryError('Pushing registry.example.org/api:1 failed', {code: 'push-failed', cause});
  expect(describeError(error)).toBe(
    [
      'Pushing registry.example.org/api:1 failed',
      '  because: PUT /v2/api/manifests/1 was answered 401 UNAUTHORIZED',
      'Next: run registry-login before this step',
    ].join('\n'),
  );
});

test('a cause that its parent repeats is shown once', () => {
  const cause = new Error('no such file');
  expect(describeError(new GantryError('Reading a failed: no such file', {code: 'x', cause}))).toBe(
    'Reading a failed: no such file',
  );
});

test('a cause that points back at its parent ends the chain', () => {
  const error = new Error('first');
  error.cause = error;
  expect(describeError(error)).toBe('first');
});

test.each([
  ['as it is', 'hunter2/+secret'],
  ['base64', Buffer.from('hunter2/+secret').toString('base64')],
  ['URL-encoded', encodeURIComponent('hunter2/+secret')],
])('a registered secret is hidden %s', (_form, text) => {
  registerSecret('hunter2/+secret');
  expect(describeError(new Error(`got ${text}!`))).toBe('got ***!');
});
