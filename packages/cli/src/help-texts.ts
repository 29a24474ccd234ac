const exitCodes = `
Exit codes: 0 done, 1 found something wrong, 2 wrong usage, 3 a service or program failed.`;

/** What stands below the options: help teaches by example. */
export const helpTexts = {
  gantry: `
Examples:
  gantry check                 do the versions of what I changed agree?
  gantry version miniflux      2.17.0
  gantry tags miniflux --main  the tags that a push to main would publish
  gantry detect                what would CI build for this branch, and why?
${exitCodes}
Every command takes --json, and runs from any folder of the repository.`,

  check: {
    description: [
      "Checks that every place that states a container's version says the same: container.ts, the Dockerfile's",
      'ARG CONTAINER_APP_VERSION, default.nix, and its entry in service-versions.yaml. A leading "v" does not count.',
      'Checks gantry.yaml, watch patterns and dependencies of the whole repository as well.',
      'Without names: the containers that changed since main, with what is not committed yet.',
    ].join(' '),
    after: `
Examples:
  gantry check                  what changed on this branch, staged or not
  gantry check --all            every container
  gantry check miniflux ntfy    these two
  gantry check --base HEAD      only what is not committed yet
  gantry check --all --json | jq -r '.findings[].message'

As a pre-commit hook: see docs/cli.md.
${exitCodes}`,
  },

  version: {
    description: [
      'Prints the version of the app inside, as the container states it. A container with both builders has one',
      'version; --builder asks for the one that this image gets.',
    ].join(' '),
    after: `
Examples:
  gantry version miniflux             the version in the files here, committed or not
  gantry version miniflux --ref main  the version on main
  gantry version ntfy --builder nix   the version of the image that Nix builds
${exitCodes}`,
  },

  tags: {
    description: [
      'Prints the tags that CI would give the images of one commit, and the references they are published under',
      'when gantry.yaml names a registry. What is not committed plays no part, as in CI.',
    ].join(' '),
    after: `
Examples:
  gantry tags miniflux                    a dispatch, or a push to a branch
  gantry tags miniflux --main             a push to main
  gantry tags miniflux --ref v1 --builder nix
  docker pull "$(gantry tags miniflux --json | jq -r '.images[0].references[0]')"
${exitCodes}`,
  },

  detect: {
    description: [
      'Lists what the action detect-changed-containers would list: the containers to build, dependencies first, and',
      'why. On a branch: what differs from main. What is not committed plays no part, as in CI.',
    ].join(' '),
    after: `
Examples:
  gantry detect                        what this branch changes
  gantry detect --base last-published  what main still owes, by what the registry holds
  gantry detect --base v1 --head main  between two commits
  gantry detect --json | jq -r '.containers[]'
${exitCodes}`,
  },
} as const;
