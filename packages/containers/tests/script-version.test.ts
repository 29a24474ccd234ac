import {refusal, version} from './version-of';

const object = (members: string) => `export default {\n  ${members}\n};\n`;

test.each<[string, string, string]>([
  ['single quotes', object("version: '1.2',"), '1.2'],
  ['double quotes, quoted key', object('"version": "v1.2"'), 'v1.2'],
  ['a template without substitution', object('version: `1.2`'), '1.2'],
  ['satisfies', "export default {version: '1.2', build() {}} satisfies ContainerDefinition;", '1.2'],
  ['as const', object("version: '1.2' as const,"), '1.2'],
  ['no semicolons', "const version = '1.2'\nexport default {\n version\n}\n", '1.2'],
  ['shorthand', "export const version = '1.2';\nexport default {version, build() {}};", '1.2'],
  ['another constant', "const appVersion: string = '1.2';\nexport default {version: appVersion};", '1.2'],
  [
    'a constant behind a type with an arrow',
    "const f: () => void = g;\nconst v: 'a' = 'a';\nexport default {version: v}",
    'a',
  ],
  ['a constant of a constant', "const a = '1.2' as const;\nconst b = a;\nexport default {version: b}", '1.2'],
  ['a function around it', "export default defineContainer({version: '1.2'});", '1.2'],
  ['an object constant', "const it: Definition = {version: '1.2'};\nexport default it;", '1.2'],
  ['as default', "const it = {version: '1.2'};\nexport {it as default};", '1.2'],
  ['in brackets', "export default ({version: ('1.2')});", '1.2'],
  ['after the build function', "export default {async build({dag}) { return {version: '9'} }, version: '1.2'}", '1.2'],
  [
    'not from comments',
    "// version: '9'\n/* export default {version: '9'} */\nexport default {/* version: '9', */ version: '1.2'}",
    '1.2',
  ],
  [
    'not from strings',
    "const a = \"export default {version: '9'}\";\nexport default {a: ', version: 9', version: '1.2'}",
    '1.2',
  ],
  [
    'not from templates',
    "const a = `export default {version: '9'} ${`}${{version: '8'}}`}`;\nexport default {version: '1.2'}",
    '1.2',
  ],
  [
    'not from a regular expression',
    "const a = /['\"`/*]{/.test(x);\nexport default {a: /[/'\"]/g, version: '1.2'}",
    '1.2',
  ],
  [
    'a division is no regular expression',
    "const a = b / 2; const c = (d) / e;\nexport default {version: '1.2'}",
    '1.2',
  ],
  ['not from a nested object', "export default {labels: {version: '9'}, version: '1.2'}", '1.2'],
  [
    'a constant of a function is another one',
    "function f() { const v = '9'; }\nconst v = '1.2';\nexport default {version: v}",
    '1.2',
  ],
  ['after a spread', "export default {...base, version: '1.2'}", '1.2'],
  ['a BOM and CRLF', "\uFEFFexport default {\r\n  version: '1.2',\r\n};\r\n", '1.2'],
])('%s', async (_name, text, expected) => {
  expect(await version({'container.ts': text}, 'dagger')).toBe(expected);
});

const dynamic = 'cannot be read without running the file\nNext: write it as a literal';
test.each([
  [object('build() {}'), "containers/x/container.ts has no version\nNext: write version: '1.2.3'"],
  ['', 'has no version'],
  ["export const version = '1.2';", 'has no version'],
  [object('version: `${major}.2`'), `containers/x/container.ts:2: the version ${dynamic}`],
  [object("version: '1.' + minor"), dynamic],
  [object("version: '1.2'.trim()"), dynamic],
  [object("version: ('1.2').trim()"), dynamic],
  [object('version: process.env.VERSION'), dynamic],
  [object('version: imported'), dynamic],
  [object("get version() { return '1'; }"), dynamic],
  [object("version() { return '1'; }"), dynamic],
  [object("version: '1.2', ...others"), dynamic],
  [object('...others'), dynamic],
  ["let v = '1.2';\nexport default {version: v};", dynamic],
  ['const v = v;\nexport default {version: v};', dynamic],
  ["export default class { version = '1.2' }", dynamic],
  ['export default () => ({})', dynamic],
  [object("version: '1\\x2e2'"), dynamic],
  [object("version: ' '"), 'containers/x/container.ts:2: the version is empty'],
])('%j is refused', async (text, words) => {
  expect(await refusal({'container.ts': text}, 'dagger')).toContain(words);
});

test('ten thousand templates in templates are read', async () => {
  expect(await refusal({'container.ts': `export default ${'`${'.repeat(10_000)}`}, 'dagger')).toContain(dynamic);
});

test('it comes before a Dockerfile', async () => {
  const folder = {'container.ts': object("version: '1.2'"), Dockerfile: 'ARG CONTAINER_APP_VERSION=3.4'};
  expect(await version(folder, 'dagger')).toBe('1.2');
});
