import {explainStart, type FailedStart} from '../../src/dagger/session/explain-start';

const start: FailedStart = {
  cli: '/usr/bin/dagger',
  cliVersion: 'v0.21.8',
  engine: 'tcp://engine:1234',
  lines: [],
  exitCode: undefined,
  limitMs: 7_500,
};

test.each<[string, Partial<FailedStart>, string, string]>([
  [
    'nothing listens there',
    {probed: 'nothing listens there'},
    'engine-unreachable',
    'No Dagger engine answered at tcp://engine:1234 within 7.5 s: nothing listens there. SDK 0.21.8, CLI v0.21.8 (/usr/bin/dagger), engine unknown',
  ],
  [
    'the CLI gave up',
    {
      exitCode: 1,
      lines: [
        '3   : ┆ ! connection error: desc = "transport: Error while dialing: dial unix /run/x: connect: connection refused"',
      ],
    },
    'engine-unreachable',
    'No Dagger engine answered at tcp://engine:1234: Error while dialing: dial unix /run/x: connect: connection refused. SDK 0.21.8, CLI v0.21.8 (/usr/bin/dagger), engine unknown',
  ],
  [
    'the engine is too old',
    {exitCode: 1, lines: ['Error: start engine: incompatible engine version v0.18.2 [traceparent:1-2]']},
    'engine-version-mismatch',
    'The Dagger engine does not fit the CLI: SDK 0.21.8, CLI v0.21.8 (/usr/bin/dagger), engine v0.18.2 at tcp://engine:1234',
  ],
  [
    'the CLI is too old',
    {exitCode: 1, cliVersion: 'v0.15.0', lines: ['! incompatible client version v0.15.0']},
    'engine-version-mismatch',
    'The Dagger engine does not fit the CLI: SDK 0.21.8, CLI v0.15.0 (/usr/bin/dagger), engine that refuses CLI v0.15.0 at tcp://engine:1234',
  ],
  [
    'no engine is named and there is no Docker',
    {
      engine: undefined,
      exitCode: 1,
      lines: ['Error: start engine: failed to run command [docker version]: exit status 1 [traceparent:1-2]'],
    },
    'engine-unreachable',
    'No Dagger engine is named, and the CLI could not start one: start engine: failed to run command [docker version]: exit status 1. SDK 0.21.8, CLI v0.21.8 (/usr/bin/dagger)',
  ],
  [
    'it is no Dagger CLI at all',
    {cliVersion: undefined, exitCode: 64},
    'engine-failed',
    'The Dagger session did not start with the engine at tcp://engine:1234: the CLI ended with 64. SDK 0.21.8, CLI unknown (/usr/bin/dagger)',
  ],
])('%s', (_title, known, code, message) => {
  expect(explainStart({...start, ...known})).toMatchObject({
    code,
    message,
    hint: expect.stringMatching(/\.$/) as string,
  });
});
