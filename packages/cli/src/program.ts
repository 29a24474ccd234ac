import {Argument, Command, InvalidArgumentError, Option} from 'commander';
import {parseContainerName} from '@gantry/containers';
import type {ExitCode} from './exit-codes';
import {helpTexts} from './help-texts';
import type {Terminal} from './terminal';

/**
 * The grammar of the command line. What a command does is loaded when it is called.
 *
 * @param finish - told how a command that came to its end ended
 */
export function createProgram(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  const program = new Command('gantry')
    .description(
      'Containers of this repository: what CI would build, how it would be tagged, and whether versions agree.',
    )
    // The option --version of a command is its own.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.replace(/\n$/, '')),
      writeErr: (text) => terminal.note(text.replace(/\n$/, '')),
      // An error is written once, by whoever catches it.
      outputError: () => undefined,
    })
    .addHelpText('after', helpTexts.gantry);

  program
    .command('check')
    .summary('check that versions agree, and that gantry.yaml holds')
    .description(helpTexts.check.description)
    .argument('[name...]', 'containers to check, instead of those that changed', listNames)
    .addOption(new Option('--all', 'check every container').conflicts('base'))
    .option('--base <ref>', 'check what changed since this commit, instead of since main')
    .option('--no-nix', 'leave out versions that only Nix can evaluate')
    .addOption(jsonOption())
    .addHelpText('after', helpTexts.check.after)
    .action(async (names: string[], options: {all?: true; base?: string; nix: boolean; json?: true}) => {
      const {runCheck} = await import('./commands/check');
      finish(await runCheck({names, ...options}, terminal));
    });

  program
    .command('version')
    .summary("print a container's version")
    .description(helpTexts.version.description)
    .addArgument(nameArgument())
    .addOption(builderOption())
    .option('--ref <ref>', 'the commit to read: a branch, a tag or a sha (default: the files as they lie here)')
    .addOption(jsonOption())
    .addHelpText('after', helpTexts.version.after)
    .action(async (name: string, options: {builder?: 'dagger' | 'nix'; ref?: string; json?: true}) => {
      const {runVersion} = await import('./commands/version');
      finish(await runVersion({name, ...options}, terminal));
    });

  program
    .command('tags')
    .summary('print the tags and references that CI would give')
    .description(helpTexts.tags.description)
    .addArgument(nameArgument())
    .addOption(builderOption())
    .option('--ref <ref>', 'the commit to tag: a branch, a tag or a sha', 'HEAD')
    .option('--main', 'as the build of main itself, which adds the -main tag')
    .option('--version <version>', 'instead of the version that the container states')
    .addOption(jsonOption())
    .addHelpText('after', helpTexts.tags.after)
    .action(async (name: string, options: TagsOptions) => {
      const {runTags} = await import('./commands/tags');
      finish(await runTags({name, ...options}, terminal));
    });

  program
    .command('detect')
    .summary('list the containers that CI would build, and why')
    .description(helpTexts.detect.description)
    .option('--base <ref>', 'what to compare with: auto, before, last-published, or any ref', 'auto')
    .option('--head <ref>', 'the commit whose containers are looked at', 'HEAD')
    .option('--plain-http', 'ask the registry over plain HTTP')
    .option('--ca-file <file>', 'PEM file with the certificate authority of the registry')
    .addOption(jsonOption())
    .addHelpText('after', helpTexts.detect.after)
    .action(async (options: DetectOptions) => {
      const {runDetect} = await import('./commands/detect');
      finish(await runDetect(options, terminal));
    });

  return program;
}

interface TagsOptions {
  builder?: 'dagger' | 'nix';
  ref: string;
  main?: true;
  version?: string;
  json?: true;
}

interface DetectOptions {
  base: string;
  head: string;
  plainHttp?: true;
  caFile?: string;
  json?: true;
}

function nameArgument(): Argument {
  return new Argument('<name>', 'a container: the name of its folder').argParser(parseName);
}

function builderOption(): Option {
  return new Option('--builder <builder>', 'which image of the container').choices(['dagger', 'nix']);
}

function jsonOption(): Option {
  return new Option('--json', 'print one JSON document instead of text');
}

function listNames(text: string, names: readonly string[] | undefined): string[] {
  return [...(names ?? []), parseName(text)];
}

function parseName(text: string): string {
  try {
    return parseContainerName(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
