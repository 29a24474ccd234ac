import {flag, InputError, keyValues, list, oneOf, optional, parseInputs, required, wholeNumber} from '../src';

function withInputs<Result>(inputs: Record<string, string>, body: () => Result): Result {
  const names = Object.keys(inputs).map((name) => `INPUT_${name.toUpperCase()}`);
  Object.entries(inputs).forEach(([name, value]) => (process.env[`INPUT_${name.toUpperCase()}`] = value));
  try {
    return body();
  } finally {
    for (const name of names) delete process.env[name];
  }
}

test('every kind of input becomes a typed value', () => {
  const inputs = {
    containers: 'a, b\nc a',
    'main-branch': '',
    push: 'FALSE',
    builder: 'nix',
    'max-parallel': '3',
    labels: 'a=b=c\n# no\n\nd=',
  };
  const values = withInputs(inputs, () =>
    parseInputs({
      containers: list('containers'),
      mainBranch: optional('main-branch'),
      push: flag('push', true),
      builder: oneOf('builder', ['dagger', 'nix']),
      maxParallel: wholeNumber('max-parallel', {min: 1, max: 64, fallback: 4}),
      labels: keyValues('labels'),
    }),
  );
  expect(values).toEqual({
    containers: ['a', 'b', 'c'],
    mainBranch: undefined,
    push: false,
    builder: 'nix',
    maxParallel: 3,
    labels: {a: 'b=c', d: ''},
  });
});

test('what is left out gets its default', () => {
  expect(
    parseInputs({
      push: flag('push', true),
      builder: oneOf('builder', ['dagger', 'nix']),
      maxParallel: wholeNumber('max-parallel', {min: 1, max: 64, fallback: 4}),
      containers: list('containers'),
    }),
  ).toEqual({push: true, builder: 'dagger', maxParallel: 4, containers: []});
});

test('one error names all bad inputs', () => {
  const read = () =>
    parseInputs({
      push: flag('push', true),
      container: required('container'),
      maxParallel: wholeNumber('max-parallel', {min: 1, max: 64, fallback: 4}),
      names: list('names'),
      labels: keyValues('labels'),
      builder: oneOf('builder', ['dagger', 'nix']),
    });
  const inputs = {push: 'yes', 'max-parallel': '0', names: '["a"', labels: 'nonsense', builder: 'make'};
  const error = withInputs(inputs, () => {
    try {
      return read();
    } catch (caught) {
      return caught;
    }
  });
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).problems).toEqual([
    '"push" must be true or false, not "yes"',
    '"container" is missing; this action cannot work without it',
    '"max-parallel" must be a whole number from 1 to 64, not "0"',
    '"names" begins like a JSON array and is none',
    '"labels" has a line without "key=value": nonsense',
    '"builder" must be one of dagger, nix, not "make"',
  ]);
});

test.each([
  ['["a","b"]', ['a', 'b']],
  ['[]', []],
  ['', []],
  [' a ,, b ', ['a', 'b']],
])('the list %j is %j', (text, expected) => {
  expect(withInputs({names: text}, () => parseInputs({names: list('names')}).names)).toEqual(expected);
});

test('a JSON array of other things is refused', () => {
  expect(() => withInputs({names: '[1]'}, () => parseInputs({names: list('names')}))).toThrow(
    'must be a JSON array of texts',
  );
});
