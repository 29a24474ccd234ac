import {
  digestOf,
  formatReference,
  parseDigest,
  parseManifest,
  parseReference,
  parseRegistry,
  parseRepository,
  mediaTypes,
} from '../src';

const sha = `sha256:${'a'.repeat(64)}`;

test.each([
  {
    text: 'registry.example.org/team/app:1.2',
    gives: {registry: 'registry.example.org', repository: 'team/app', tag: '1.2'},
  },
  {text: `localhost:5000/app@${sha}`, gives: {registry: 'localhost:5000', repository: 'app', digest: sha}},
  {text: `localhost/a/b/c:v1@${sha}`, gives: {registry: 'localhost', repository: 'a/b/c', tag: 'v1', digest: sha}},
  {text: '[::1]:5000/app', gives: {registry: '[::1]:5000', repository: 'app'}},
  {text: 'alpine', gives: {registry: 'docker.io', repository: 'library/alpine'}},
  {text: 'team/app:1', gives: {registry: 'docker.io', repository: 'team/app', tag: '1'}},
  {text: 'REGISTRY.example.org/app', gives: {registry: 'registry.example.org', repository: 'app'}},
])('$text is read', ({text, gives}) => {
  expect(parseReference(text)).toEqual(gives);
});

test.each([
  {text: '', code: 'invalid-repository'},
  {text: 'registry.example.org/', code: 'invalid-repository'},
  {text: 'registry.example.org/Team/app', code: 'invalid-repository'},
  {text: 'registry.example.org/../app', code: 'invalid-repository'},
  {text: 'registry.example.org/a//b', code: 'invalid-repository'},
  {text: 'registry.example.org/app:', code: 'invalid-tag'},
  {text: 'registry.example.org/app:a b', code: 'invalid-tag'},
  {text: `registry.example.org/app:${'x'.repeat(129)}`, code: 'invalid-tag'},
  {text: 'registry.example.org/app@sha256:abc', code: 'invalid-digest'},
  {text: `registry.example.org/app@${sha}@${sha}`, code: 'invalid-digest'},
  {text: 'https://registry.example.org/app', code: 'invalid-registry'},
  {text: 'registry.example.org:99999/app', code: 'invalid-registry'},
])('$text is refused as $code', ({text, code}) => {
  expect(() => parseReference(text)).toThrow(expect.objectContaining({code}) as Error);
});

test('a reference is written as it was read', () => {
  const text = `localhost:5000/team/app:v1@${sha}`;
  expect(formatReference({...parseReference(text), digest: parseDigest(sha)})).toBe(text);
});

test.each([
  'https://registry.example.org',
  'registry.example.org/',
  'user@registry.example.org',
  'a b',
  '',
  '-a.example',
])('"%s" is no registry', (text) => {
  expect(() => parseRegistry(text)).toThrow(/is not a registry/);
});

test.each(['a/b', 'a__b', 'a--b/c.d', '0'])('"%s" is a repository', (text) => expect(parseRepository(text)).toBe(text));
test.each(['a___b', '.a', 'a.', 'a/', '/a', 'a..b', 'A', 'a\n', 'ä'.repeat(3)])('%j is no repository', (text) =>
  expect(() => parseRepository(text)).toThrow(/is not a repository/),
);

test.each([sha.toUpperCase(), 'sha256:', `sha1:${'a'.repeat(40)}`, `md5:${'a'.repeat(64)}`, `${sha}\n`])(
  '%j is no digest',
  (text) => expect(() => parseDigest(text)).toThrow(/is not a digest/),
);

test('the digest of nothing is the well-known one', () => {
  expect(digestOf(Buffer.alloc(0))).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

describe('manifests are hostile until they are parsed', () => {
  const config = {mediaType: mediaTypes.ociConfig, digest: sha, size: 1};
  const image = {schemaVersion: 2, config, layers: []};
  const parse = (value: unknown, mediaType: string = mediaTypes.ociManifest) =>
    parseManifest(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), mediaType, 'x');

  test('a good one is read', () => {
    expect(parse(image)).toMatchObject({kind: 'image', config: {digest: sha, sizeBytes: 1}, layers: []});
    expect(parse({schemaVersion: 2, manifests: [config]}, mediaTypes.dockerIndex)).toMatchObject({kind: 'index'});
  });

  test.each<{name: string; value: unknown; mediaType?: string; words: RegExp}>([
    {name: 'no JSON', value: '{', words: /not JSON/},
    {name: 'a list', value: [], words: /not a JSON object/},
    {name: 'schema 1', value: {...image, schemaVersion: 1}, words: /schemaVersion/},
    {name: 'an image that is an index too', value: {...image, manifests: []}, words: /image manifest with "manifests"/},
    {
      name: 'an index that is an image too',
      value: {...image, manifests: []},
      mediaType: mediaTypes.ociIndex,
      words: /index with "layers"/,
    },
    {
      name: 'another type in it',
      value: {...image, mediaType: mediaTypes.ociIndex},
      words: /calls itself something else/,
    },
    {name: 'an unknown type', value: image, mediaType: 'text/plain', words: /no image manifest and no index/},
    {name: 'a negative size', value: {...image, config: {...config, size: -1}}, words: /config of x has no valid size/},
    {name: 'a huge size', value: {...image, config: {...config, size: 1e300}}, words: /no valid size/},
    {
      name: 'a digest with a path',
      value: {...image, layers: [{...config, digest: 'sha256:../x'}]},
      words: /layer 1 of x has no valid digest/,
    },
    {
      name: 'a media type with a line end',
      value: {...image, layers: [{...config, mediaType: 'a/b\r\nX: y'}]},
      words: /no valid mediaType/,
    },
    {
      name: 'annotations that are no texts',
      value: {...image, config: {...config, annotations: {a: 1}}},
      words: /annotations/,
    },
    {name: 'five megabytes', value: ' '.repeat(5 << 20), words: /has 5242880 bytes/},
  ])('$name is refused', ({value, mediaType, words}) => {
    expect(() => parse(value, mediaType)).toThrow(words);
  });
});
