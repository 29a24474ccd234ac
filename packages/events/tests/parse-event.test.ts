import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseEvent, readRunContext, buildsMain, type ForgeEvent} from '../src';

// Payloads recorded from a real Forgejo.
const recorded = (name: string) => join(__dirname, '../../testing/data/forgejo-events', `${name}.json`);
const read = (name: string) => readFileSync(recorded(name), 'utf8');

test.each([
  ['push-3-commits', 'ed1d319f3bd40b94448aed213ce3f3d0a22b3ba7', 'refs/heads/main'],
  ['push-force', 'c0cc090f01da7bea0947f660bacf4de64b6c943c', 'refs/heads/topic'],
  ['push-new-branch', undefined, 'refs/heads/topic'],
  ['push-first-empty-repo', undefined, 'refs/heads/main'],
  ['push-tag', undefined, 'refs/tags/v0.1'],
  ['push-pr-merge', 'cb564562db21c7ddc58729be86fb1d5ed8514662', 'refs/heads/main'],
])('%s: before is %s on %s, named or not', (name, before, ref) => {
  expect(parseEvent('push', read(name))).toMatchObject({kind: 'push', before, ref});
  expect(parseEvent('', read(name))).toEqual(parseEvent('push', read(name)));
});

test('a dispatch gives its inputs, named or not', () => {
  const dispatch = {kind: 'workflow_dispatch', ref: 'refs/heads/main', inputs: {container: 'x', ref: 'main'}};
  expect(parseEvent('workflow_dispatch', read('workflow_dispatch'))).toEqual(dispatch);
  expect(parseEvent('', read('workflow_dispatch'))).toEqual(dispatch);
});

test.each([
  ['{', 'not JSON'],
  ['[]', 'not a JSON object'],
  ['{"ref":"refs/heads/main"}', '"before"'],
  ['{"ref":"main","before":"","after":""}', 'not a full ref'],
  [JSON.stringify({ref: 'refs/heads/main', before: '--upload-pack=x', after: 'y'}), 'not a commit sha'],
])('%s is refused', (payload, words) => {
  expect(() => parseEvent('push', payload)).toThrow(words);
});

test('an event without a payload is what the runner calls it', () => {
  expect(parseEvent('schedule', undefined)).toEqual({kind: 'schedule'});
  expect(parseEvent('', undefined)).toEqual({kind: 'other', name: ''});
});

test('the run context takes the ref from the payload when the environment has none', () => {
  const context = readRunContext({GITHUB_EVENT_PATH: recorded('push-3-commits')});
  expect(context).toMatchObject({
    ref: 'refs/heads/main',
    sha: '40312b7a7d11a936a40423be6d6ebfebbb6f014a',
    repositoryUrl: 'https://forge.example.org/octo/probe',
  });
});

test('a named event file that is missing is an error; a runner without one is not', () => {
  expect(() => readRunContext({}, {eventPath: '/nonexistent.json'})).toThrow('cannot be read');
  expect(readRunContext({GITHUB_EVENT_PATH: '/nonexistent.json'}).event.kind).toBe('other');
});

const sha = 'a'.repeat(40);
test.each<[string, ForgeEvent, string | undefined, boolean]>([
  ['a push to main', {kind: 'push', ref: 'refs/heads/main', before: undefined, after: sha}, 'refs/heads/main', true],
  ['a push to a branch', {kind: 'push', ref: 'refs/heads/x', before: undefined, after: sha}, 'refs/heads/x', false],
  ['a tag named main', {kind: 'push', ref: 'refs/tags/main', before: undefined, after: sha}, 'refs/tags/main', false],
  ['the schedule on main', {kind: 'schedule'}, 'refs/heads/main', true],
  ['a schedule without a ref', {kind: 'schedule'}, undefined, false],
  ['a dispatch on main', {kind: 'workflow_dispatch', ref: 'refs/heads/main', inputs: {}}, 'refs/heads/main', false],
  ['an unknown event', {kind: 'other', name: ''}, 'refs/heads/main', false],
])('%s builds main: %4$s', (_name, event, ref, expected) => {
  expect(buildsMain({event, ref}, 'main')).toBe(expected);
});
