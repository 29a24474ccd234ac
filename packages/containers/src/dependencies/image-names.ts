/** Where the images of a repository's own containers are published. */
export interface ImageScope {
  readonly registry?: string;
  readonly namespace?: string;
}

/**
 * The last part of a reference to `<registry>/<namespace>/<name>`, whatever its tag or digest.
 *
 * @returns `undefined` for an image of anybody else, and when no registry is known
 */
export function ownImageName(reference: string, {registry, namespace}: ImageScope): string | undefined {
  if (registry === undefined) return undefined;
  const path = reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  const own = withHost(`${registry}/${namespace ? `${namespace}/` : ''}`);
  const full = withHost(path);
  const name = full.startsWith(own) ? full.slice(own.length) : '';
  return name === '' || name.includes('/') ? undefined : name;
}

/** Docker's short names and its two host names as one. */
function withHost(path: string): string {
  const [first = '', ...rest] = path.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const host = isHost ? first.toLowerCase() : 'docker.io';
  const name = isHost ? rest.join('/') : path;
  return `${host === 'index.docker.io' ? 'docker.io' : host}/${name}`;
}
