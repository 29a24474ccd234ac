import {runCli} from './run-cli';
import {processTerminal} from './terminal';

// `gantry … | head` closes the pipe before everything is written, and has what it wants.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

void runCli(process.argv.slice(2), processTerminal()).then((exitCode) => {
  process.exitCode = exitCode;
});
