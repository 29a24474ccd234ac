import {registerSecret} from '@gantry/errors';
import {CommandError, run, toolEnvironment, tryRun} from '../src';

const options = {env: toolEnvironment(process.env), timeoutMs: 10_000};

test('gives what a program printed, and its lines as they come', async () => {
  const lines: string[] = [];
  const script = 'printf "a\\r\\nb"; printf "oops\\n" >&2';
  const result = await run(['sh', '-c', script], {
    ...options,
    onLine: (line, stream) => lines.push(`${stream}: ${line}`),
  });
  expect(result).toEqual({stdout: 'a\r\nb', stderr: 'oops\n', exitCode: 0});
  expect(lines.sort()).toEqual(['stderr: oops', 'stdout: a', 'stdout: b']);
});

test('passes arguments as they are, without a shell', async () => {
  const {stdout} = await run(['printf', '%s|', '$HOME', '; true', '*'], options);
  expect(stdout).toBe('$HOME|; true|*|');
});

test('a program sees only the environment that it is given', async () => {
  const env = toolEnvironment({...process.env, REGISTRY_PASSWORD: 'x', GITHUB_TOKEN: 'y'}, {EXTRA: 'z'});
  const {stdout} = await run(['env'], {...options, env});
  expect(stdout).not.toMatch(/REGISTRY_PASSWORD|GITHUB_TOKEN/);
  expect(stdout).toMatch(/^EXTRA=z$/m);
});

test('a failure names the command, its exit code and the end of its errors, and no secret', async () => {
  registerSecret('s3cr3t-value');
  const failure = run(['sh', '-c', 'echo "denied for s3cr3t-value" >&2; exit 3'], options);
  await expect(failure).rejects.toThrow(CommandError);
  await expect(failure).rejects.toMatchObject({code: 'command-failed', exitCode: 3});
  await expect(failure).rejects.toThrow(/^sh -c .* failed with exit code 3:\ndenied for \*\*\*$/);
  await expect(failure).rejects.not.toThrow(/s3cr3t/);
});

test('any exit status is an answer for tryRun', async () => {
  await expect(tryRun(['sh', '-c', 'exit 1'], options)).resolves.toMatchObject({exitCode: 1});
});

test('a missing program is told apart, with the next step', async () => {
  await expect(run(['gantry-no-such-tool'], options)).rejects.toMatchObject({
    code: 'command-not-found',
    hint: expect.stringContaining('install gantry-no-such-tool') as string,
  });
});

test('a program that does not end is stopped', async () => {
  await expect(run(['sleep', '30'], {...options, timeoutMs: 100})).rejects.toMatchObject({code: 'command-timed-out'});
});

test('a program ended by a signal is a failure', async () => {
  await expect(tryRun(['sh', '-c', 'kill -9 $$'], options)).rejects.toMatchObject({signal: 'SIGKILL'});
});

test('standard input is what is passed, or empty', async () => {
  await expect(run(['cat'], {...options, input: 'hello'})).resolves.toMatchObject({stdout: 'hello'});
  await expect(run(['cat'], options)).resolves.toMatchObject({stdout: ''});
});
