import fc from 'fast-check';
import {InvalidTagError, maxTagLength, parseTag, planTags, type Builder} from '../src';

const sha = 'abc1234def5678900000aaaabbbbccccddddeeee';

test.each<[string, Builder, boolean, readonly string[]]>([
  ['2.17.0', 'dagger', false, ['v2.17.0-abc1234']],
  ['v2.17.0', 'dagger', false, ['v2.17.0-abc1234']],
  ['v2.17.0', 'dagger', true, ['v2.17.0-abc1234', 'v2.17.0-abc1234-main']],
  ['2.17.0', 'nix', false, ['v2.17.0-abc1234-nix']],
  ['2.17.0', 'nix', true, ['v2.17.0-abc1234-nix', 'v2.17.0-abc1234-main-nix']],
  ['4.0.6-r4', 'dagger', false, ['v4.0.6-r4-abc1234']],
  ['1.0.0+build.5', 'dagger', false, ['v1.0.0_build.5-abc1234']],
  ['version', 'dagger', false, ['vversion-abc1234']],
  ['V3', 'dagger', false, ['v3-abc1234']],
  ['2024-11-03', 'dagger', false, ['v2024-11-03-abc1234']],
])('version %s by %s, main: %s', (version, builder, main, tags) => {
  expect(planTags({version, sha, builder, main}).tags).toEqual(tags);
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['1.0 beta', '" "'],
  ['1/2', '"/"'],
  ['1.0:2', '":"'],
  ['ü', '"ü"'],
  ['1\n2', '"\\n"'],
  ['9'.repeat(300), '128 are allowed'],
])('version %j is refused', (version, words) => {
  expect(() => planTags({version, sha, builder: 'dagger', main: true})).toThrow(InvalidTagError);
  expect(() => planTags({version, sha, builder: 'dagger', main: true})).toThrow(words);
});

test('a short sha is refused: the tag must name one commit', () => {
  expect(() => planTags({version: '1', sha: 'abc1234', builder: 'dagger', main: false})).toThrow('full commit sha');
});

const builders = fc.constantFrom<Builder>('dagger', 'nix');
const shas = fc.stringMatching(/^[0-9a-f]{40}$/);

test('whatever the version is, the tags are legal or the error says why', () => {
  fc.assert(
    fc.property(
      fc.string({maxLength: 200, unit: 'binary'}),
      shas,
      builders,
      fc.boolean(),
      (version, sha, builder, main) => {
        let tags: readonly string[];
        try {
          tags = planTags({version, sha, builder, main}).tags;
        } catch (error) {
          return error instanceof InvalidTagError;
        }
        return tags.every((tag) => /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag) && tag.length <= maxTagLength);
      },
    ),
  );
});

test('a tag read back gives the version, commit, builder and branch that made it', () => {
  const versions = fc.stringMatching(/^[0-9][A-Za-z0-9_.]{0,30}(-r[0-9])?$/);
  fc.assert(
    fc.property(versions, shas, builders, fc.boolean(), (version, sha, builder, main) => {
      const {tags} = planTags({version, sha, builder, main});
      expect(tags.map(parseTag)).toEqual(
        tags.map((tag, index) => ({
          tag,
          version: `v${version}`,
          shortSha: sha.slice(0, 7),
          builder,
          main: index === 1,
        })),
      );
    }),
  );
});

test.each(['latest', 'v1.0.0', '1.0.0-abc1234', 'v1-ABC1234', 'v1-abc123', 'v1-abc1234-other'])(
  '%s is no tag of ours',
  (tag) => {
    expect(parseTag(tag)).toBeUndefined();
  },
);
