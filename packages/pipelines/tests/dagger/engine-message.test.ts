import {cleanEngineMessage} from '../../src/dagger/engine-message';

test.each([
  ['exit code: 3 [traceparent:aa-bb]', 'exit code: 3'],
  [
    'failed to load container from converted ID: load Container@Crc=: load xxh3:5b56: inputs: load xxh3:67ad: inputs: failed to content hash dockerfile copy: failed to copy source directory: lstat /dist: no such file or directory',
    'failed to copy source directory: lstat /dist: no such file or directory',
  ],
  [
    'failed to convert Dockerfile to LLB: dockerfile parse error on line 3: unknown instruction: COPPY',
    'dockerfile parse error on line 3: unknown instruction: COPPY',
  ],
  ['stat config.yaml: no such file or directory', 'stat config.yaml: no such file or directory'],
])('%s', (message, clean) => {
  expect(cleanEngineMessage(message)).toBe(clean);
});
