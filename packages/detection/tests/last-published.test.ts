import {parseCommitSha} from '@gantry/git';
import {GantryError} from '@gantry/errors';
import {ciCheckoutOf, gitRepository, type GitRepository} from '@gantry/testing';
import {ShortShaIndex} from '../src/published/find-newest';
import {formatShortSha, toShortSha} from '../src/published/short-sha';
import {detectIn, imagesOf, namesOf, push, reasonsOf, schedule} from './detect-in';

const alpine = 'FROM alpine:3.22\n';
const start = {
  'containers/api/Dockerfile': alpine,
  'containers/both/Dockerfile': alpine,
  'containers/both/default.nix': '{}',
};

type Tags = Record<string, string[]>;

/** The tags of a build of main, as compute-tag makes them. */
async function built(source: GitRepository, commit: string, ...images: string[]): Promise<Tags> {
  const short = (await source.sha(commit)).slice(0, 7);
  const tags: Tags = {};
  for (const image of images) {
    const [name, builder] = image.split(':');
    const suffix = builder === 'nix' ? '-nix' : '';
    (tags[`home/${name}`] ??= []).push(`v1.0-${short}${suffix}`, `v1.0-${short}-main${suffix}`);
  }
  return tags;
}

function together(...all: Tags[]): Tags {
  const tags: Tags = {};
  for (const one of all) for (const [name, list] of Object.entries(one)) (tags[name] ??= []).push(...list);
  return tags;
}

const everyImage = ['api:dagger', 'both:dagger', 'both:nix'];

async function history() {
  return gitRepository({
    start,
    api: {'containers/api/a': '1'},
    both: {'containers/both/b': '1'},
    readme: {'README.md': '1'},
  });
}

test('a container with no image at all is built, each builder for itself', async () => {
  const source = await history();
  const context = push(await source.sha('both'), await source.sha('readme'));
  const found = await detectIn(source, context, {tags: await built(source, 'both', 'both:nix')});
  expect(imagesOf(found)).toEqual(['api:dagger', 'both:dagger']);
  expect(reasonsOf(found)).toEqual({
    api: ['no image of any commit of main is published'],
    both: ['no dagger image of any commit of main is published'],
  });
});

test('a cancelled or failed run is made up for by the next push, in a depth-1 clone too', async () => {
  const source = await history();
  const tags = await built(source, 'start', ...everyImage);
  const context = push(await source.sha('both'), await source.sha('readme'));
  for (const clone of [source, await ciCheckoutOf(source)]) {
    const found = await detectIn(clone, context, {tags});
    expect(imagesOf(found)).toEqual(['api:dagger', 'both:dagger', 'both:nix']);
    expect(found.base).toBe(await source.sha('start'));
    expect(found.registryIsRecord).toBe(true);
  }
});

test('only the builder that is owed is listed', async () => {
  const source = await history();
  const tags = together(
    await built(source, 'start', ...everyImage),
    await built(source, 'both', 'api:dagger', 'both:dagger'),
  );
  const found = await detectIn(source, push(await source.sha('both'), await source.sha('readme')), {tags});
  expect(imagesOf(found)).toEqual(['both:nix']);
  expect(reasonsOf(found).both).toEqual(['containers/both/b changed']);
});

test('a revert is built: the image before it is not the newest', async () => {
  const source = await gitRepository({start, change: {'containers/api/a': '1'}, revert: {'containers/api/a': null}});
  const tags = together(await built(source, 'start', ...everyImage), await built(source, 'change', 'api:dagger'));
  const found = await detectIn(source, push(await source.sha('change'), await source.sha('revert')), {tags});
  expect(imagesOf(found)).toEqual(['api:dagger']);
});

test('an image of head itself: a push is listed as before, a schedule has nothing to do', async () => {
  const source = await history();
  const tags = together(
    await built(source, 'start', ...everyImage),
    await built(source, 'readme', 'api:dagger', 'both:dagger', 'both:nix'),
  );
  const again = await detectIn(source, push(await source.sha('both'), await source.sha('readme')), {tags});
  expect(imagesOf(again)).toEqual(['api:dagger', 'both:dagger', 'both:nix']);
  const daily = await detectIn(source, schedule, {tags});
  expect(daily.containers).toEqual([]);
});

test('a schedule builds what is still owed', async () => {
  const source = await history();
  const tags = together(
    await built(source, 'start', ...everyImage),
    await built(source, 'readme', 'api:dagger', 'both:dagger'),
  );
  expect(imagesOf(await detectIn(source, schedule, {tags}))).toEqual(['both:nix']);
});

test('on main only the tags of main are a record; on a dispatch each is', async () => {
  const source = await history();
  const branchBuild = {'home/api': [`v1.0-${(await source.sha('api')).slice(0, 7)}`]};
  const tags = together(await built(source, 'start', ...everyImage), branchBuild);
  expect(namesOf(await detectIn(source, schedule, {tags}))).toEqual(['api', 'both']);
  const dispatch = {
    event: {kind: 'workflow_dispatch', ref: 'refs/heads/main', inputs: {}},
    ref: 'refs/heads/main',
  } as const;
  expect(namesOf(await detectIn(source, dispatch, {tags}))).toEqual(['both']);
});

test('tags of other commits, and tags that are none of ours, say nothing', async () => {
  const source = await gitRepository({start});
  const tags = {'home/api': ['latest', 'v1', 'v1.0-0000000-main', 'main'], 'home/both': []};
  expect(imagesOf(await detectIn(source, schedule, {tags}))).toEqual(everyImage);
});

test('what an image depends on counts since that image, not since the push', async () => {
  const source = await gitRepository({
    start: {
      'containers/base/Dockerfile': alpine,
      'containers/app/Dockerfile': 'FROM registry.example.org/home/base:v1\n',
      'containers/lone/Dockerfile': alpine,
    },
    base: {'containers/base/x': '1'},
    readme: {'README.md': '1'},
  });
  const tags = together(await built(source, 'start', 'base', 'app', 'lone'), await built(source, 'base', 'base'));
  const found = await detectIn(source, push(await source.sha('base'), await source.sha('readme')), {tags});
  expect(reasonsOf(found)).toEqual({app: ['base, which it depends on, changed since its image was built']});
});

test('a dependency that was deleted since', async () => {
  const source = await gitRepository({
    start: {
      'containers/base/Dockerfile': alpine,
      'containers/app/Dockerfile': 'FROM registry.example.org/home/base:v1\n',
    },
    gone: {'containers/base': null},
  });
  const found = await detectIn(source, push(await source.sha('start'), await source.sha('gone')), {
    tags: await built(source, 'start', 'app', 'base'),
  });
  expect(reasonsOf(found)).toEqual({app: ['base, which it depends on, was deleted']});
  expect(found.warnings).toHaveLength(1);
});

test('a watched file and gantry.yaml count since the image as well', async () => {
  const yaml = 'containers:\n  api:\n    watch: [lib]\n';
  const source = await gitRepository({
    start: {...start, 'gantry.yaml': yaml, 'lib/a': '1'},
    lib: {'lib/a': '2'},
    settings: {'gantry.yaml': `${yaml}  both:\n    labels: {a: b}\n`},
  });
  const tags = await built(source, 'start', ...everyImage);
  const found = await detectIn(source, push(await source.sha('lib'), await source.sha('settings')), {tags});
  expect(reasonsOf(found)).toEqual({
    api: ['lib/a changed (watch lib)'],
    both: ['labels changed in gantry.yaml'],
  });
});

test('a registry that cannot be asked: a warning, and the commits of the push', async () => {
  const source = await history();
  const listTags = () => Promise.reject(new GantryError('GET /v2/ was refused', {code: 'registry-unreachable'}));
  const found = await detectIn(source, push(await source.sha('api'), await source.sha('readme')), {
    tags: {},
    openRegistry: () => Promise.resolve({listTags}),
  });
  expect(namesOf(found)).toEqual(['both']);
  expect(found.registryIsRecord).toBe(false);
  expect(found.warnings).toEqual([
    'registry.example.org could not be asked what is published, so commits are compared instead. ' +
      'What an earlier run left unbuilt is not noticed this time. The reason: GET /v2/ was refused',
  ]);
});

test('a history that cannot be read: a warning, and what can be told without it', async () => {
  const source = await history();
  const clone = await ciCheckoutOf(source);
  await clone.git('remote', 'set-url', 'origin', `${source.url}-is-gone`);
  const context = push(await source.sha('api'), await source.sha('readme'));
  const found = await detectIn(clone, context, {tags: await built(source, 'start', ...everyImage)});
  expect(imagesOf(found)).toEqual(everyImage);
  expect(found.warnings).toHaveLength(2);
  expect(found.warnings[0]).toMatch(/^The history of [0-9a-f]{7} cannot be read.* Commits are compared instead/);
  expect(found.warnings[1]).toMatch(/^Everything is built, because the commit before this push to main cannot be read/);
});

test('a defect of the program is not taken for an unreachable registry', async () => {
  const source = await history();
  const listTags = () => Promise.reject(new TypeError('bug'));
  await expect(detectIn(source, schedule, {tags: {}, openRegistry: () => Promise.resolve({listTags})})).rejects.toThrow(
    'bug',
  );
});

test('500 containers: one request each, at most 16 at once; the first failure ends it', async () => {
  const files = Object.fromEntries(
    Array.from({length: 500}, (_, index) => [`containers/c${index}/Dockerfile`, alpine]),
  );
  const source = await gitRepository({start: files});
  let running = 0;
  let most = 0;
  const asked: string[] = [];
  const source500 = (fail: boolean) => ({
    async listTags(repository: string) {
      asked.push(repository);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      if (fail) throw new GantryError('down', {code: 'registry-unreachable'});
      return [];
    },
  });
  await detectIn(source, schedule, {tags: {}, openRegistry: () => Promise.resolve(source500(false))});
  expect([new Set(asked).size, asked.length, most]).toEqual([500, 500, 16]);
  asked.length = 0;
  await detectIn(source, schedule, {tags: {}, openRegistry: () => Promise.resolve(source500(true))});
  expect(asked).toHaveLength(1);
});

test.each(['0000000', '00000ab', 'fffffff', '1234567'])('the short sha %s as a number', (text) => {
  expect(formatShortSha(toShortSha(`${text}89abcdef`))).toBe(text);
});

describe('ShortShaIndex', () => {
  const sha = (start7: string, rest: string) => parseCommitSha(start7 + rest.repeat(33));
  const ancestors = [
    sha('aaaaaaa', '0'),
    sha('bbbbbbb', '0'),
    sha('ccccccc', '0'),
    sha('bbbbbbb', '1'),
    sha('ddddddd', '0'),
  ];

  test.each([
    [['ddddddd', 'ccccccc'], 0, {kind: 'commit', sha: ancestors[2], place: 2}],
    [['aaaaaaa', 'ccccccc'], 0, {kind: 'commit', sha: ancestors[0], place: 0}],
    [['aaaaaaa', 'ccccccc'], 1, {kind: 'commit', sha: ancestors[2], place: 2}],
    [['aaaaaaa'], 1, undefined],
    [['eeeeeee'], 0, undefined],
    [[], 0, undefined],
    [['bbbbbbb', 'ddddddd'], 0, {kind: 'ambiguous', shortSha: 'bbbbbbb'}],
    [['bbbbbbb', 'aaaaaaa'], 0, {kind: 'commit', sha: ancestors[0], place: 0}],
    // Head cannot be the answer, but the tag may well be its.
    [['bbbbbbb', 'ddddddd'], 2, {kind: 'ambiguous', shortSha: 'bbbbbbb'}],
  ])('newest of %j without the first %i', (shorts, skipped, expected) => {
    expect(new ShortShaIndex(ancestors, skipped).findNewest(Uint32Array.from(shorts.map(toShortSha)))).toEqual(
      expected,
    );
  });
});
