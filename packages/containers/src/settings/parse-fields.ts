/**
 * A registry: `host[:port]`.
 *
 * @throws Error whose message completes the sentence "registry: …"
 */
export function parseRegistryHost(text: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0];
  if (scheme) throw new Error(`"${text}" has the scheme ${scheme}; write the host alone: "${hostOf(text, scheme)}"`);
  if (text.includes('/')) throw new Error(`"${text}" has a path; the path belongs into "namespace"`);
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  const match = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9A-Fa-f:]+\\])(?::([0-9]{1,5}))?$`).exec(text);
  const port = Number(match?.[1] ?? 1);
  if (match === null || port < 1 || port > 65_535) throw new Error(`"${text}" is no host[:port]`);
  return text;
}

/**
 * The part of the repository names before the container's: lower-case components, with `/` between them.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
 * @throws Error whose message completes the sentence "namespace: …"
 */
export function parseNamespace(text: string): string {
  const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
  if (text.length <= 200 && new RegExp(`^${component}(?:/${component})*$`).test(text)) return text;
  throw new Error(
    `"${text.slice(0, 80)}" is no namespace; write lower-case letters and digits, with "/", ".", "_" or "-" between them`,
  );
}

/**
 * A folder of the repository, relative to its root: `containers`; `.` is the root.
 *
 * @returns without `./` and without a `/` at the end; `''` for the root
 * @throws Error when it is empty, absolute or leads out of the repository
 */
export function parseDirectory(text: string): string {
  const parts = text
    .split('/')
    .filter((part, index, all) => part !== '.' && !(part === '' && index === all.length - 1));
  if (text === '' || parts.some((part) => part === '' || part === '..') || /[\\\p{Cc}]/u.test(text)) {
    throw new Error(
      `${JSON.stringify(text)} is no folder of the repository; write it relative to the root: "containers"`,
    );
  }
  return parts.join('/');
}

/**
 * The short name of a branch.
 *
 * @see https://git-scm.com/docs/git-check-ref-format
 * @throws Error whose message completes the sentence "mainBranch: …"
 */
export function parseBranch(text: string): string {
  if (text.startsWith('refs/'))
    throw new Error(`"${text}" is a full ref; write the branch alone: "${text.replace(/^refs\/heads\//, '')}"`);
  const illegal = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|\/\.|^[-./]|[./]$|\.lock(?:\/|$)/u;
  if (text === '' || text === '@' || illegal.test(text)) throw new Error(`${JSON.stringify(text)} is no branch name`);
  return text;
}

/**
 * An attribute path of Nix: `pkgs.hello`.
 *
 * @throws Error when a program could take it for an option or an expression
 */
export function parseNixAttribute(text: string): string {
  if (/^[A-Za-z_][\w'-]*(?:\.[A-Za-z0-9_][\w'-]*)*$/.test(text)) return text;
  throw new Error(`${JSON.stringify(text)} is no attribute path; write names with dots between them: "app.version"`);
}

/** A text on one line, not empty. */
export function parseLine(text: string): string {
  if (text === '' || /\p{Cc}/u.test(text)) throw new Error(`${JSON.stringify(text)} is no text on one line`);
  return text;
}

function hostOf(text: string, scheme: string): string {
  return text.slice(scheme.length).split('/')[0] ?? '';
}
