import {parseServiceVersions} from '../src/check/service-versions';

test.each([
  ['an empty file', '', {}],
  ['a mapping', 'web: v1.2\n"api-x": "2.0"\n', {web: 'v1.2', 'api-x': '2.0'}],
  ['a number, as it is written', 'postgres: 17.10\nredis: 7\nold: 1e3\n', {postgres: '17.10', redis: '7', old: '1e3'}],
  [
    'a mapping with a version',
    'web: {version: 1.10, image: x}\napi:\n  owner: me\n  version: "2"\n',
    {web: '1.10', api: '2'},
  ],
  ['services below a key', 'schema: 1\nservices:\n  web: 1.0\n  api: {version: 2.0}\n', {web: '1.0', api: '2.0'}],
  ['a service that is called services', 'services: 1.0\nweb: 2.0\n', {services: '1.0', web: '2.0'}],
  ['names of JavaScript', '__proto__: 1.0\nconstructor: 2.0\n', {['__proto__']: '1.0', constructor: '2.0'}],
  ['CRLF and a byte order mark', '\uFEFFweb: 1.0\r\napi: 2.0\r\n', {web: '1.0', api: '2.0'}],
])('%s', (_title, text, expected) => {
  const {services, problems} = parseServiceVersions(text);
  expect(problems).toEqual([]);
  expect([...services].map(([name, {version}]) => [name, version])).toEqual(Object.entries(expected));
});

test('an entry knows its line and key', () => {
  const {services} = parseServiceVersions('# all of them\nservices:\n  web:\n    owner: me\n    version: 1.0\n');
  expect(services.get('web')).toEqual({version: '1.0', line: 5, key: 'services.web'});
});

test.each([
  ['web:\n', 1, 'web', /states no version/],
  ['a: 1\nweb: true\n', 2, 'web', /states no version/],
  ['web: []\n', 1, 'web', /states no version/],
  ['web: {image: x}\n', 1, 'web', /states no version/],
  ['web: {version: {version: 1}}\n', 1, 'web.version', /not a mapping/],
  ['web: {version: }\n', 1, 'web.version', /states no version/],
  ['a: 1\nb: 2\na: 3\n', 3, 'a', /stands here twice/],
  ['- web\n', 1, '', /a mapping \(service: version\) is expected/],
  ['web: "1\n', 2, '', /quote/i],
  ['web: &a 1.0\napi: *a\n', 1, '', /an anchor is not accepted/],
  ['web: !!js/function x\n', 1, '', /unresolved tag|a tag is not accepted/i],
  ['web: "1\\n2"\n', 1, 'web', /states no version/],
])('%j is refused with its line and key', (text, line, keyPath, words) => {
  const {problems} = parseServiceVersions(text);
  expect(problems[0]).toMatchObject({file: 'service-versions.yaml', line, keyPath});
  expect(problems[0]?.text).toMatch(words);
});

test.each([
  ['nested lists', `web: 1\napi: ${'['.repeat(50_000)}`, 2, /nested too deep/],
  ['nested blocks', `web: 1\n${'- '.repeat(50_000)}x`, 2, /nested too deep/],
  ['a large file', `web: ${'1'.repeat(1_100_000)}`, 1, /more than 1000000 characters/],
])('%s cost nothing', (_title, text, line, words) => {
  const started = performance.now();
  const {problems, services} = parseServiceVersions(text);
  expect(performance.now() - started).toBeLessThan(500);
  expect(services.size).toBe(0);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({line});
  expect(problems[0]?.text).toMatch(words);
});
