import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createProxy, untilFileEnd, type TestProxy} from '../src';

const body = 'x'.repeat(100_000);
let proxy: TestProxy;
let reached = 0;

beforeAll(async () => {
  const server = createServer((request, response) => {
    reached++;
    request.resume().on('end', () => response.setHeader('x-host', request.headers.host ?? '').end(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  untilFileEnd(() => void server.close());
  proxy = await createProxy({url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`});
});
afterEach(() => proxy.clear());

test('passes requests on and counts their bytes', async () => {
  const response = await fetch(`${proxy.url}/a?b=c`, {method: 'PUT', body: 'hello'});
  expect(await response.text()).toBe(body);
  expect(response.headers.get('x-host')).toBe(proxy.address);
  const seen = {method: 'PUT', path: '/a?b=c', status: 200, requestBytes: 5, responseBytes: body.length};
  expect(proxy.requests).toMatchObject([seen]);
});

test('answers in place of the target, as often as told, for the requests that fit', async () => {
  proxy.inject({method: 'POST', path: /^\/busy/, times: 1, status: 503, headers: {'retry-after': '1'}, body: 'later'});
  const before = reached;
  expect((await fetch(`${proxy.url}/busy`)).status).toBe(200);
  expect((await fetch(`${proxy.url}/idle`, {method: 'POST'})).status).toBe(200);
  const busy = await fetch(`${proxy.url}/busy`, {method: 'POST', body: 'x'});
  expect([busy.status, busy.headers.get('retry-after'), await busy.text()]).toEqual([503, '1', 'later']);
  expect((await fetch(`${proxy.url}/busy`, {method: 'POST'})).status).toBe(200);
  expect(reached - before).toBe(3);
});

test('cuts an answer after some bytes', async () => {
  proxy.inject({cutResponseAfterBytes: 1_000});
  const response = await fetch(proxy.url);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(proxy.requests[0]?.responseBytes).toBe(1_000);
});

test('cuts a request after some bytes', async () => {
  proxy.inject({cutRequestAfterBytes: 10});
  const before = reached;
  await expect(fetch(proxy.url, {method: 'PUT', body})).rejects.toThrow();
  expect(reached).toBe(before);
  expect(proxy.requests[0]?.status).toBeUndefined();
});

test('answers late', async () => {
  proxy.inject({delayMs: 200});
  const start = performance.now();
  expect((await fetch(proxy.url)).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(190);
});
