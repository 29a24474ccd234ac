import {keyOf} from '../../src/dagger/dockerfile/run-steps';
import {StepLog} from '../../src/dagger/session/step-log';

const progress = `1   : dagger session
2   : ┆ connect
4   : ┆ ┆ connecting to engine
4   : ┆ ┆ [0.0s] | 16:42:26 INF connected name=vm client-version=v0.21.7 server-version=v0.21.8

15  : Container.withFile(
15  : ┆ path: "/bin/busybox"
15  : ): Container!
15  : Container.withFile CACHED [0.0s]
16  : ┆ withExec /bin/sh -c 'set -e\\necho "a"\\necho it'\\''s'
17  : ┆ withExec go build ./cmd (redirectStdout: "/o")
17  : ┆ Container.withExec DONE [0.0s]
18  : withExec of nobody
18  : [0.1s] | unseen
16  : ┆ [0.1s] | a
17  : [0.2s] | compiling
16  : ┆ [0.4s] | it's
16  : ┆ Container.withExec DONE [0.4s]
17  : ┆ Container.withExec ERROR [1m2s]
19  : withExec /bin/true
19  : Container.withExec CACHED [0.0s]
`;

test('each image gets the steps that it describes; a shared step goes to both', () => {
  const told: string[] = [];
  const log = new StepLog(({cli, engine}) => told.push(`cli ${cli}, engine ${engine}`));
  const listen = (name: string, commands: string[][]) =>
    log.add({
      commandKeys: new Set(commands.map((command) => keyOf(command.join(' ')))),
      info: (line) => told.push(`${name}: ${line}`),
    });
  listen('web', [['/bin/sh', '-c', 'set -e\necho "a"\necho it\'s'], ['/bin/true']]);
  listen('api', [['go', 'build', './cmd'], ['/bin/true']]);
  for (const line of progress.split('\n')) log.accept(line);
  expect(told).toEqual([
    'cli v0.21.7, engine v0.21.8',
    `web: $ set -e echo "a" echo it'\\''s`,
    'web:   a',
    'api: $ go build ./cmd (redirectStdout: "/o")',
    'api:   compiling',
    "web:   it's",
    'web:   done in 0.4s',
    'api:   failed in 1m2s',
    'web: $ /bin/true',
    'web:   cached',
    'api: $ /bin/true',
    'api:   cached',
  ]);
});
