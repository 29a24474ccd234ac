import {parseRetryAfter} from '../src/client/answer-error';
import {parseChallenges} from '../src/client/challenge';
import {mapLimited} from '../src/client/limit';
import {nextLink} from '../src/client/list-tags';
import {resolveLocation} from '../src/client/redirects';
import {defaultRetryPolicy, planWait} from '../src/client/retry';
import {splitChunks} from '../src/client/upload-in-chunks';

test.each([
  {header: undefined, gives: []},
  {header: 'Basic realm="a, b \\"c\\""', gives: [{scheme: 'basic', parameters: {realm: 'a, b "c"'}}]},
  {header: 'basic realm=', gives: [{scheme: 'basic', parameters: {realm: ''}}]},
  {
    header: 'Bearer realm="https://a/token",service="r",scope="repository:a/b:pull,push"',
    gives: [
      {scheme: 'bearer', parameters: {realm: 'https://a/token', service: 'r', scope: 'repository:a/b:pull,push'}},
    ],
  },
  {
    header: 'Negotiate, Bearer Realm = "x" , Basic realm="y"',
    gives: [
      {scheme: 'negotiate', parameters: {}},
      {scheme: 'bearer', parameters: {realm: 'x'}},
      {scheme: 'basic', parameters: {realm: 'y'}},
    ],
  },
  {header: '"', gives: []},
])('the challenge $header', ({header, gives}) => expect(parseChallenges(header)).toEqual(gives));

const now = Date.parse('2026-01-01T00:00:00Z');
test.each([
  {header: undefined, gives: undefined},
  {header: '7', gives: 7000},
  {header: 'Thu, 01 Jan 2026 00:00:30 GMT', gives: 30_000},
  {header: 'Wed, 31 Dec 2025 00:00:00 GMT', gives: 0},
  {header: 'soon', gives: undefined},
  {header: '-5', gives: undefined},
])('Retry-After: $header', ({header, gives}) => expect(parseRetryAfter(header, now)).toBe(gives));

describe('waiting before another try', () => {
  const plan = (retries: number, extra: {retryAfterMs?: number; waitedMs?: number; random?: number} = {}) =>
    planWait({retryAfterMs: extra.retryAfterMs}, retries, extra.waitedMs ?? 0, defaultRetryPolicy, extra.random ?? 1);

  test('doubles', () => expect([0, 1, 2, 3, 4].map((retries) => plan(retries))).toEqual([500, 1000, 2000, 4000, 8000]));
  test('jitter halves it at most', () => expect(plan(0, {random: 0})).toBe(250));
  test('keeps to what the registry asks for', () => expect(plan(0, {retryAfterMs: 20_000, random: 0})).toBe(20_000));
  test('but not for longer than a minute', () => expect(plan(0, {retryAfterMs: 3_600_000})).toBe(60_000));
  test('ends after five', () => expect(plan(5)).toBeUndefined());
  test('ends when the budget is used up', () => {
    expect(plan(2, {retryAfterMs: 60_000, waitedMs: 120_000})).toBeUndefined();
    expect(plan(2, {retryAfterMs: 30_000, waitedMs: 120_000})).toBe(30_000);
  });
});

test.each([
  {header: '</v2/a/tags/list?last=x&n=2>; rel="next"', gives: '/v2/a/tags/list?last=x&n=2'},
  {header: '<a>; rel="prev", <b>; title="c"; rel=next', gives: 'b'},
  {header: '<a>; rel="prev"', gives: undefined},
  {header: undefined, gives: undefined},
])('Link: $header', ({header, gives}) => expect(nextLink(header)).toBe(gives));

describe('a Location', () => {
  const base = new URL('https://registry.example.org/v2/a/blobs/uploads/');
  const resolve = (location: string, plainHttp = false) => resolveLocation(base, location, plainHttp, 'POST').href;

  test.each([
    {location: '/v2/a/1?_state=a%2Bb', gives: 'https://registry.example.org/v2/a/1?_state=a%2Bb'},
    {location: '1', gives: 'https://registry.example.org/v2/a/blobs/uploads/1'},
    {location: 'https://store.example.org/x', gives: 'https://store.example.org/x'},
    {location: 'http://registry.example.org/v2/a/1?x=y', gives: 'https://registry.example.org/v2/a/1?x=y'},
    {location: 'http://registry.example.org:5000/v2/a/1', gives: 'https://registry.example.org/v2/a/1'},
  ])('$location leads to $gives', ({location, gives}) => expect(resolve(location)).toBe(gives));

  test('without TLS on another host is refused, unless it was asked for', () => {
    expect(() => resolve('http://store.example.org/x')).toThrow(/leads to store.example.org without TLS/);
    expect(resolve('http://store.example.org/x', true)).toBe('http://store.example.org/x');
  });

  test.each(['file:///etc/passwd', 'https://user:pass@store.example.org/', 'https://'])('%s is refused', (location) => {
    expect(() => resolve(location)).toThrow(/no usable URL/);
  });
});

test('pieces of a stream are cut to size, whatever size they came in', async () => {
  const whole = Buffer.from('abcdefghij');
  for (const size of [1, 3, 7, 10]) {
    async function* source() {
      for (let start = 0; start < whole.length; start += size) yield whole.subarray(start, start + size);
      await Promise.resolve();
    }
    const pieces: string[] = [];
    for await (const piece of splitChunks(source(), 4)) pieces.push(piece.toString());
    expect(pieces).toEqual(['abcd', 'efgh', 'ij']);
  }
});

test('at most so many run at once, the order of results is kept, and a failure starts nothing new', async () => {
  let running = 0;
  let most = 0;
  const started: number[] = [];
  const work = async (item: number) => {
    started.push(item);
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5 - item));
    running--;
    if (item === 99) throw new Error('broken');
    return item * 2;
  };
  expect(await mapLimited([1, 2, 3, 4, 5], 2, work)).toEqual([2, 4, 6, 8, 10]);
  expect(most).toBe(2);
  started.length = 0;
  await expect(mapLimited([99, 1, 2, 3, 4], 1, work)).rejects.toThrow('broken');
  expect(started).toEqual([99]);
});
