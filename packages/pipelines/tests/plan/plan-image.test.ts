import {parseCommitSha} from '@gantry/git';
import type {Container, FileSource} from '@gantry/containers';
import {imageLabels, planImage, selectContainers} from '../../src/plan';

const sha = parseCommitSha('abc1234def5678900000aaaabbbbccccddddeeee');
const files: FileSource = {
  listFiles: () => Promise.resolve(['containers/api/Dockerfile']),
  readText: (path) =>
    Promise.resolve(path.endsWith('Dockerfile') ? 'ARG CONTAINER_APP_VERSION=1.2.0\nFROM scratch\n' : undefined),
};
const api: Container = {
  name: 'api',
  path: 'containers/api',
  builders: ['dagger'],
  definition: 'Dockerfile',
  dockerfile: 'Dockerfile',
  settings: {watch: [], dependsOn: [], labels: {}},
};
const request = {
  container: api,
  builder: 'dagger' as const,
  sha,
  commitTime: 1_700_000_000,
  files,
  main: true,
  destination: {registry: 'registry.example.org:5000', namespace: 'team/apps'},
};

test('an image is planned from what its build file states', async () => {
  expect(await planImage(request)).toMatchObject({
    version: 'v1.2.0',
    tags: ['v1.2.0-abc1234', 'v1.2.0-abc1234-main'],
    repository: 'team/apps/api',
    references: [
      'registry.example.org:5000/team/apps/api:v1.2.0-abc1234',
      'registry.example.org:5000/team/apps/api:v1.2.0-abc1234-main',
    ],
  });
});

test('version and tags can be named; without a registry there are no references', async () => {
  const destination = {registry: undefined, namespace: undefined};
  const plan = await planImage({...request, version: '9', tags: ['custom'], destination});
  expect(plan).toMatchObject({version: 'v9', tags: ['custom'], repository: 'api', references: []});
});

test('what the other builder builds is no image of this one', async () => {
  await expect(planImage({...request, builder: 'nix'})).rejects.toMatchObject({code: 'no-build-file'});
});

test('labels follow from the commit alone', async () => {
  const plan = await planImage(request);
  expect(imageLabels(plan, 'https://forge.example.org/o/r', {tier: 'web'})).toEqual({
    'org.opencontainers.image.title': 'api',
    'org.opencontainers.image.version': 'v1.2.0',
    'org.opencontainers.image.revision': sha,
    'org.opencontainers.image.created': '2023-11-14T22:13:20Z',
    'org.opencontainers.image.source': 'https://forge.example.org/o/r',
    tier: 'web',
  });
});

test('containers are selected by name; an unknown one is named with those that are there', () => {
  expect(selectContainers([api], ['api'], 'containers')).toEqual([api]);
  expect(() => selectContainers([api], ['nope'], 'containers')).toThrow(
    'No container "nope" in containers: there are api',
  );
  expect(() => selectContainers([api], ['../x'], 'containers')).toThrow('../x');
});
