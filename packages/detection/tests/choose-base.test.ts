import {join} from 'node:path';
import {readRunContext, type ForgeEvent, type RunContext} from '@gantry/events';
import {chooseBase, type BaseRequest} from '../src';

// Payloads recorded from a real Forgejo.
const recorded = (event: string, file: string, env: Record<string, string> = {}): RunContext =>
  readRunContext(env, {
    eventName: event,
    eventPath: join(__dirname, '../../testing/data/forgejo-events', `${file}.json`),
  });

const choose = (context: BaseRequest['context'], request: Partial<BaseRequest> = {}) =>
  chooseBase({base: 'auto', head: 'HEAD', context, mainBranch: 'main', registryKnown: false, ...request});

const before = (sha: string, branch: string) => ({
  kind: 'commit',
  sha,
  what: `the commit before this push to ${branch}`,
});
const mergeBase = (refs: string[], whenMerged = 'nothing') => ({kind: 'merge-base', refs, whenMerged});
const everything = (reason: string) => ({kind: 'everything', reason});

const push3 = recorded('push', 'push-3-commits');
const pullRequest: BaseRequest['context'] = {
  event: {kind: 'pull_request', baseBranch: 'main', baseSha: 'b'.repeat(40), headSha: 'c'.repeat(40)},
  ref: 'refs/pull/3/head',
};
const other = (event: ForgeEvent, ref?: string): BaseRequest['context'] => ({event, ref});

test.each<[string, BaseRequest['context'], unknown]>([
  ['several commits', push3, before('ed1d319f3bd40b94448aed213ce3f3d0a22b3ba7', 'main')],
  ['a merge', recorded('push', 'push-pr-merge'), before('cb564562db21c7ddc58729be86fb1d5ed8514662', 'main')],
  ['a force push', recorded('push', 'push-force'), before('c0cc090f01da7bea0947f660bacf4de64b6c943c', 'topic')],
  ['a new branch', recorded('push', 'push-new-branch'), mergeBase(['refs/heads/main'])],
  ['the first push', recorded('push', 'push-first-empty-repo'), everything('this is the first push of main')],
  ['a tag', recorded('push', 'push-tag'), everything('the push of a tag does not say what came before')],
  ['a tag, as create', recorded('create', 'create-tag'), everything('the event create has no earlier commit')],
  [
    'a dispatch on main',
    recorded('workflow_dispatch', 'workflow_dispatch'),
    everything('a dispatch on main has no earlier commit'),
  ],
  [
    'a dispatch on a branch',
    other({kind: 'workflow_dispatch', ref: 'refs/heads/x/y', inputs: {}}),
    mergeBase(['refs/heads/main'], 'everything'),
  ],
  ['a schedule', other({kind: 'schedule'}, 'refs/heads/main'), everything('a schedule has no earlier commit')],
  ['a pull request', pullRequest, mergeBase(['b'.repeat(40), 'refs/heads/main'])],
  ['no event', other({kind: 'other', name: ''}), mergeBase(['refs/heads/main'])],
])('without a registry, %s', (_title, context, plan) => {
  expect(choose(context)).toEqual(plan);
  expect(choose(context, {base: 'before', registryKnown: true})).toEqual(plan);
});

test.each<[string, BaseRequest['context'], {mainOnly: boolean; headCounts: boolean} | 'compares']>([
  ['a push to main', push3, {mainOnly: true, headCounts: false}],
  ['a tag', recorded('push', 'push-tag'), {mainOnly: false, headCounts: false}],
  ['a schedule on main', other({kind: 'schedule'}, 'refs/heads/main'), {mainOnly: true, headCounts: true}],
  ['a dispatch', recorded('workflow_dispatch', 'workflow_dispatch'), {mainOnly: false, headCounts: true}],
  ['a push to a branch', recorded('push', 'push-force'), 'compares'],
  ['a new branch', recorded('push', 'push-new-branch'), 'compares'],
  ['a pull request', pullRequest, 'compares'],
  ['no event', other({kind: 'other', name: ''}), 'compares'],
])('with a registry, %s', (_title, context, expected) => {
  const plan = choose(context, {registryKnown: true});
  if (expected === 'compares') expect(plan).toEqual(choose(context));
  else expect(plan).toEqual({kind: 'last-published', ...expected, otherwise: choose(context)});
});

test('a push of main looks at all tags when another commit than its own is the head', () => {
  expect(choose(push3, {registryKnown: true, head: 'v1'})).toMatchObject({mainOnly: false});
});

test('last-published is for every event, and needs a registry', () => {
  expect(choose(pullRequest, {base: 'last-published', registryKnown: true})).toMatchObject({kind: 'last-published'});
  expect(() => choose(push3, {base: 'last-published'})).toThrow('There is no registry to ask');
});

test('anything else is a ref', () => {
  expect(choose(push3, {base: 'release/1.x'})).toEqual({kind: 'ref', ref: 'release/1.x'});
});

test('the main branch may have another name', () => {
  expect(choose(push3, {registryKnown: true, mainBranch: 'trunk'})).toMatchObject({kind: 'commit'});
});
