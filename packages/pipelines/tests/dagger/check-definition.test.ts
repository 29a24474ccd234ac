import {checkDefinition} from '../../src/dagger/pipeline/child/check-definition';

const build = () => undefined;

test.each([
  [{version: '1.0.0', build}],
  [{version: '1', build, platforms: ['linux/amd64'], dependsOn: [], watch: ['lib/**'], labels: {a: ''}, test: build}],
])('%j is a definition', (definition) => {
  expect(checkDefinition({default: definition})).toBeUndefined();
});

test.each([
  [undefined, undefined, 'it has no default export'],
  [build, undefined, 'its default export is a function; it must be an object with "version" and "build"'],
  [[], undefined, 'its default export is a list; it must be an object with "version" and "build"'],
  [{build}, undefined, `its default export has no "version"; that must be a text such as 'v1.2.3'`],
  [
    {version: '1'},
    undefined,
    'its default export has no "build"; that must be a function that returns a Dagger Container',
  ],
  [{version: 1, build}, 'version', `"version" is the number 1; it must be a text such as 'v1.2.3'`],
  [
    {version: '1', build: 'x'},
    'build',
    '"build" is the text "x"; it must be a function that returns a Dagger Container',
  ],
  [
    {version: '1', build, platforms: 'linux/amd64'},
    'platforms',
    `"platforms" is the text "linux/amd64"; it must be a list of texts such as 'linux/amd64'`,
  ],
  [
    {version: '1', build, labels: {a: 1}},
    'labels',
    '"labels" is an object; it must be an object whose values are texts',
  ],
  [{version: '1', build, test: new Date(0)}, 'test', '"test" is a Date; it must be a function'],
])('%j is none, and the problem is named', (definition, member, message) => {
  expect(checkDefinition({default: definition})).toEqual({...(member === undefined ? {} : {member}), message});
});
