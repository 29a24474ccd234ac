import type {Container} from '@gantry/containers';
import {GantryError} from '@gantry/errors';
import {buildImages} from '../../src/images';
import {withTimeLimit} from '../../src/images/with-time-limit';

const settings = {watch: [], dependsOn: [], labels: {}};
const container = (name: string, builders: Container['builders'] = ['dagger']): Container => ({
  name,
  path: `containers/${name}`,
  builders,
  settings,
});
const silent = {info: () => undefined, warning: () => undefined};

async function build(
  containers: readonly Container[],
  dependencies: Record<string, string[]>,
  {failing = [], maxParallel = 4}: {failing?: string[]; maxParallel?: number} = {},
) {
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const results = await buildImages({
    containers,
    builder: 'dagger',
    dependencies: new Map(containers.map(({name}) => [name, dependencies[name] ?? []])),
    maxParallel,
    log: silent,
    async buildOne({name}) {
      order.push(name);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      if (failing.includes(name)) throw new GantryError(`${name} broke`, {code: 'x', cause: new Error('why')});
      return {container: name, builder: 'dagger', version: 'v1', reference: '', digest: '', tags: [], status: 'built'};
    },
  });
  return {order, most, statuses: results.map(({container: name, status}) => `${name} ${status}`), results};
}

test('dependencies are built first, and the results keep the order that was asked for', async () => {
  const names = ['app', 'base', 'web'].map((name) => container(name));
  const {order, statuses} = await build(names, {app: ['base'], web: ['app']});
  expect(order).toEqual(['base', 'app', 'web']);
  expect(statuses).toEqual(['app built', 'base built', 'web built']);
});

test('the failure of one stops neither the others nor the call; what stands on it is skipped with the reason', async () => {
  const names = ['app', 'base', 'other', 'web'].map((name) => container(name));
  const {statuses, results} = await build(names, {app: ['base'], web: ['app']}, {failing: ['base']});
  expect(statuses).toEqual(['app skipped', 'base failed', 'other built', 'web skipped']);
  expect(results.map(({reason}) => reason)).toEqual([
    'it is built on base, which could not be built',
    'base broke',
    undefined,
    'it is built on app, which could not be built',
  ]);
});

test('a container without the build file of this path is skipped, and what depends on it is built', async () => {
  const {statuses} = await build([container('base', ['nix']), container('app')], {app: ['base']});
  expect(statuses).toEqual(['base skipped', 'app built']);
});

test.each([1, 3])('at most %s are built side by side', async (maxParallel) => {
  const names = Array.from({length: 9}, (_, index) => container(`c${index}`));
  expect((await build(names, {}, {maxParallel})).most).toBe(maxParallel);
});

test('a cycle is an error before anything is built', async () => {
  await expect(build([container('a'), container('b')], {a: ['b'], b: ['a']})).rejects.toThrow(
    /a -> b -> a|b -> a -> b/,
  );
});

test('a build that takes too long is told so and fails, even when it does not listen', async () => {
  let aborted = false;
  const slow = withTimeLimit('Building containers/a', 20, async (signal) => {
    signal.addEventListener('abort', () => (aborted = true));
    await new Promise(() => undefined);
  });
  await expect(slow).rejects.toMatchObject({code: 'timed-out'});
  expect(aborted).toBe(true);
});
