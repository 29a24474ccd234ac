import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {temporaryFolder} from '@gantry/testing';
import {readInputs} from '../src/inputs';

const workspace = temporaryFolder();
let printed: string;

beforeEach(() => {
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const name of Object.keys(process.env)) if (name.startsWith('INPUT_')) delete process.env[name];
});

function read(inputs: Record<string, string>) {
  for (const [name, value] of Object.entries({username: 'ci', password: 'sesame', ...inputs})) {
    process.env[`INPUT_${name.toUpperCase()}`] = value;
  }
  return readInputs({...process.env, GITHUB_WORKSPACE: workspace});
}

test('only the account has to be named', () => {
  expect(read({})).toEqual({
    credentials: {username: 'ci', password: 'sesame'},
    registry: undefined,
    verify: 'auth',
    repository: undefined,
    ca: undefined,
    plainHttp: false,
  });
});

test.each([
  ['spaces around it', ' se same ', ' se same '],
  ['the line end of a pasted secret', 'sesame\r\n', 'sesame'],
  ['colons, quotes and percent signs', ':"%0A\'::', ':"%0A\'::'],
  ['several lines', 'open\nsesame\n', 'open\nsesame'],
])('a password with %s', (_, given, taken) => {
  expect(read({password: given}).credentials.password).toBe(taken);
});

test('the password is hidden line by line, and in the form that the auth file holds', () => {
  read({password: 'open\nses%ame'});
  const masks = printed.split('\n').filter((line) => line.startsWith('::add-mask::'));
  expect(masks).toEqual([
    '::add-mask::open',
    '::add-mask::ses%25ame',
    '::add-mask::ses%ame',
    `::add-mask::${Buffer.from('ci:open\nses%ame').toString('base64')}`,
  ]);
  expect(masks).toHaveLength(printed.trimEnd().split('\n').length);
});

test.each([
  ['username', 'ci:x', 'has a colon'],
  ['username', 'c\ni', 'has a control character'],
  ['username', '', '"username" is missing'],
  ['password', '', '"password" is empty; create the secret'],
  ['password', '\n', '"password" is empty; create the secret'],
  ['registry', 'https://registry.example.org', 'without https://'],
  ['registry', 'registry.example.org/team', 'is not a registry'],
  ['verify', 'maybe', 'must be one of auth, push, none'],
  ['verify', 'push', '"repository" is missing'],
  ['repository', '../x', 'is not a repository'],
  ['repository', 'Team/App', 'is not a repository'],
  ['plain-http', 'yes', 'must be true or false'],
  ['ca-file', 'missing.pem', 'cannot be read (ENOENT)'],
])('%s: %j is refused', (name, value, words) => {
  expect(() => read({[name]: value})).toThrow(words);
});

test('a ca-file is read from the workspace, and must be a certificate', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n';
  writeFileSync(join(workspace, 'ca.pem'), pem);
  writeFileSync(join(workspace, 'key.pem'), '-----BEGIN PRIVATE KEY-----\n');
  expect(read({'ca-file': 'ca.pem'}).ca).toBe(pem);
  expect(() => read({'ca-file': 'key.pem'})).toThrow('holds no certificate in PEM');
});

test('a complaint about another input does not show the password', () => {
  expect(() =>
    read({registry: 'https://ci:opensesame@registry.example.org', password: 'opensesame', username: ''}),
  ).toThrow(/registry/);
  expect(printed.split('\n').filter((line) => line.includes('opensesame'))).toEqual(['::add-mask::opensesame']);
});
