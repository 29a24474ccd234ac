import {toolEnvironment, type Environment} from '@gantry/process';

/** How git reaches other repositories, and where its configuration is; nothing that says which repository is meant. */
const passedOn = /^(?:GIT_(?:SSH|SSL_|HTTP_|PROXY_|CONFIG_|ASKPASS$|ALLOW_PROTOCOL$|PROTOCOL)|SSH_)/;

/** Entries that hold for every call, whatever the repository's own configuration says. */
const fixedConfiguration = {
  // No hook of the repository runs because somebody asks it a question.
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.quotePath': 'false',
  'advice.detachedHead': 'false',
};

/**
 * The environment of git: the transport settings and the configuration of the caller, no questions on a terminal, no
 * optional writes, literal paths. A repository of another user at `root` is trusted in these calls only, which is
 * stated the one way that git accepts without writing a configuration file.
 *
 * Variables such as `GIT_DIR`, which a hook of git sets, do not pass: the directory alone says which repository is meant.
 *
 * @param configuration - further entries; a key may come more than once
 * @see https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
 */
export function gitEnvironment(
  env: Environment,
  root: string,
  configuration: readonly (readonly [key: string, value: string])[] = [],
): Environment {
  const passed = Object.fromEntries(Object.entries(env).filter(([name]) => passedOn.test(name)));
  return appendConfiguration(
    toolEnvironment(env, {
      ...passed,
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_LITERAL_PATHSPECS: '1',
      // What a sha names is what is built; a replacement would make it something else.
      GIT_NO_REPLACE_OBJECTS: '1',
    }),
    [...Object.entries(fixedConfiguration), ['safe.directory', root], ...configuration],
  );
}

/** Adds entries of configuration to an environment, after those that it has. */
export function appendConfiguration(
  env: Environment,
  configuration: readonly (readonly [key: string, value: string])[],
): Environment {
  const first = Number.parseInt(env.GIT_CONFIG_COUNT ?? '', 10) || 0;
  const entries = configuration.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, key],
    [`GIT_CONFIG_VALUE_${first + index}`, value],
  ]);
  const added = Object.fromEntries(entries) as Record<string, string>;
  return {...env, ...added, GIT_CONFIG_COUNT: String(first + configuration.length)};
}
