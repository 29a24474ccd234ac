import {ciCheckoutOf, gitRepository, type GitRepository} from '@gantry/testing';
import {detectIn, imagesOf, push, schedule} from './detect-in';
import {checkOut, differingContainers, imagesToBuild, type Files} from './oracle';
import {addHistory, pick, randomFrom, type Random, type RandomCommit} from './random-history';

/** `GANTRY_HISTORIES=5000` runs more of them; `GANTRY_SEED` starts elsewhere. */
const count = Number(process.env.GANTRY_HISTORIES ?? 70);
const firstSeed = Number(process.env.GANTRY_SEED ?? 1);
const size = 10;
// A shallow checkout costs more than the rest of a check.
const shallowEvery = 5;

interface Case {
  readonly seed: number;
  readonly random: Random;
  readonly commits: readonly RandomCommit[];
  readonly files: (index: number) => Promise<Files>;
}

let source: GitRepository;
beforeAll(async () => {
  source = await gitRepository({start: {'README.md': '1'}});
});

/** Calls `check` for each history, and says which seed it was when that fails. */
async function forEachHistory(salt: number, check: (one: Case) => Promise<void>): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const commits = await addHistory(source, seed + salt, size);
    const known = new Map<number, Promise<Files>>();
    const files = (index: number) => {
      const found = known.get(index) ?? checkOut(source, (commits[index] as RandomCommit).sha);
      known.set(index, found);
      return found;
    };
    try {
      await check({seed: seed + salt, random: randomFrom(seed * 7919 + salt), commits, files});
    } catch (error) {
      throw new Error(`with GANTRY_SEED=${seed}`, {cause: error});
    }
  }
}

function ancestorsOf(index: number, commits: readonly RandomCommit[]): Set<number> {
  const found = new Set<number>();
  const visit = (one: number) => {
    if (found.has(one)) return;
    found.add(one);
    for (const parent of commits[one]?.parents ?? []) visit(parent);
  };
  visit(index);
  return found;
}

async function workplace({seed, commits}: Case, head: number): Promise<{repository: GitRepository; head: string}> {
  const {sha} = commits[head] as RandomCommit;
  if (seed % shallowEvery !== 0) return {repository: source, head: sha};
  return {repository: await ciCheckoutOf(source, {ref: sha}), head: 'HEAD'};
}

const timeoutMs = 60_000 + count * 2_000;

test(
  'a push, forced or not, between any two commits',
  async () => {
    let built = 0;
    await forEachHistory(0, async (one) => {
      const [before, after] = [one.random(size), one.random(size)];
      const {repository, head} = await workplace(one, after);
      const [base, tip] = [await one.files(before), await one.files(after)];
      const differing = differingContainers(base, tip);
      const context = push(one.commits[before]?.sha, one.commits[after]?.sha ?? '');
      const found = await detectIn(repository, context, {head, base: 'before'});
      expect(imagesOf(found)).toEqual(imagesToBuild(tip, () => differing));
      built += found.containers.length;
    });
    expect(built).toBeGreaterThan(count);
  },
  timeoutMs,
);

test(
  'a new branch, from where it left main',
  async () => {
    let compared = 0;
    await forEachHistory(1_000_000, async (one) => {
      const [main, after] = [one.random(size), one.random(size)];
      const inMain = ancestorsOf(main, one.commits);
      const common = [...ancestorsOf(after, one.commits)].filter((index) => inMain.has(index));
      const best = common.filter(
        (index) => !common.some((other) => other !== index && ancestorsOf(other, one.commits).has(index)),
      );
      // Two merge bases that are equally good: git may name either.
      const [base] = best;
      if (base === undefined || best.length > 1) return;
      compared += 1;
      const branch = `main-${one.seed}`;
      await source.git('update-ref', `refs/heads/${branch}`, one.commits[main]?.sha ?? '');
      const {repository, head} = await workplace(one, after);
      const differing = differingContainers(await one.files(base), await one.files(after));
      const context = push(undefined, one.commits[after]?.sha ?? '', 'refs/heads/topic');
      const found = await detectIn(repository, context, {head, base: 'before', overrides: {mainBranch: branch}});
      expect(imagesOf(found)).toEqual(imagesToBuild(await one.files(after), () => differing));
      expect(found.base).toBe(one.commits[base]?.sha);
    });
    expect(compared).toBeGreaterThan(count / 2);
  },
  timeoutMs,
);

test(
  'last-published, with any images of any commits in the registry',
  async () => {
    let owed = 0;
    await forEachHistory(2_000_000, async (one) => {
      const {random, commits} = one;
      const after = random(size);
      const isPush = random(2) === 0;
      const ancestors = ancestorsOf(after, commits);
      const tags: Record<string, string[]> = {};
      const newest = new Map<string, number>();
      for (let builds = random(14); builds > 0; builds--) {
        const index = random(size);
        const name = pick(random, ['base', 'mid', 'top', 'solo', 'nix-one']);
        const builder = pick(random, ['dagger', 'nix']);
        (tags[`home/${name}`] ??= []).push(
          `v1-${commits[index]?.sha.slice(0, 7)}-main${builder === 'nix' ? '-nix' : ''}`,
        );
        if (!ancestors.has(index) || (isPush && index === after)) continue;
        const image = `${name}:${builder}`;
        newest.set(image, Math.max(newest.get(image) ?? -1, index));
      }
      const tip = await one.files(after);
      const differing = new Map<number, Set<string>>();
      for (const index of newest.values()) differing.set(index, differingContainers(await one.files(index), tip));
      const {repository, head} = await workplace(one, after);
      const context = isPush ? push(commits[0]?.sha, commits[after]?.sha ?? '') : schedule;
      const found = await detectIn(repository, context, {head, base: 'last-published', tags});
      const expected = imagesToBuild(tip, (image) => differing.get(newest.get(image) ?? -1) ?? 'missing');
      expect(imagesOf(found)).toEqual(expected);
      owed += imagesToBuild(tip, () => 'missing').length - expected.length;
    });
    expect(owed).toBeGreaterThan(0);
  },
  timeoutMs,
);
