import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {describeWith, temporaryFolder, toolPath} from '@gantry/testing';
import {createNixBuilder, evaluateNixVersion, type NixBuilderOptions, type NixBuildError} from '../../src/nix';
import {buildRequest, nixTestEnvironment} from './fixtures/build-request';

const fixtures = join(__dirname, 'fixtures');
jest.setTimeout(60_000);

async function failureOf(
  options: Partial<NixBuilderOptions>,
  request = buildRequest(fixtures),
): Promise<NixBuildError> {
  const builder = createNixBuilder({env: nixTestEnvironment, file: 'shapes.nix', ...options});
  return builder.build(request).then(
    () => {
      throw new Error('it was built');
    },
    (error: unknown) => error as NixBuildError,
  );
}

/** A checkout with one container whose default.nix is `text`. */
function repositoryWith(text: string): {root: string; source: string} {
  const root = temporaryFolder();
  const source = join(root, 'containers/shape');
  mkdirSync(source, {recursive: true});
  writeFileSync(join(source, 'default.nix'), text);
  return {root, source};
}

function buildText(text: string): Promise<NixBuildError> {
  const {root, source} = repositoryWith(text);
  return failureOf({file: undefined}, buildRequest(source, {root}));
}

describeWith(['nix-build'], 'a build that fails', () => {
  test('names the derivation, why it failed, and shows the end of its log', async () => {
    const error = await failureOf({attribute: 'failing'});
    expect(error).toMatchObject({code: 'nix-build-failed'});
    expect(error.derivation).toMatch(/^\/nix\/store\/.*-failing-step\.drv$/);
    expect(error.message).toContain('for shapes.nix failed');
    expect(error.message).toContain('exit code 3');
    expect(error.message).toContain('step 60\nthe disk is full');
    expect(error.message).not.toContain('step 12\n');
  });

  test('and its lines are in the log while it runs', async () => {
    const request = buildRequest(fixtures);
    await failureOf({attribute: 'failing'}, request);
    expect(request.lines).toEqual(expect.arrayContaining(['step 1', 'the disk is full']));
  });

  test.each([
    {title: 'an undefined name', text: 'let a = 1; in\n  b', at: {line: 2, column: 3}, words: "undefined variable 'b'"},
    {title: 'a syntax error', text: '{ a = 1', at: {line: 1, column: 7}, words: 'syntax error'},
  ])('$title is told with file, line and column', async ({text, at, words}) => {
    const error = await buildText(text);
    expect(error).toMatchObject({
      code: 'nix-evaluation-failed',
      position: {path: 'containers/shape/default.nix', ...at},
    });
    expect(error.message).toContain(words);
    expect(error.message).toContain(`at containers/shape/default.nix:${at.line}:${at.column}`);
  });

  test('a missing nixpkgs is told apart', async () => {
    const env = {...nixTestEnvironment, NIX_PATH: ''};
    const {root, source} = repositoryWith('import <nixpkgs> {}');
    const error = await failureOf({env, file: undefined}, buildRequest(source, {root}));
    expect(error).toMatchObject({code: 'nixpkgs-missing', hint: expect.stringContaining('`nixpkgs`') as string});
  });

  test.each([
    {title: 'a path in the repository', nixpkgs: () => './nixpkgs'},
    {title: 'an absolute path', nixpkgs: (root: string) => join(root, 'nixpkgs')},
    {title: 'a flake reference', nixpkgs: (root: string) => `path:${join(root, 'nixpkgs')}`},
  ])('the input nixpkgs is what <nixpkgs> means: $title', async ({nixpkgs}) => {
    const {root, source} = repositoryWith('(import <nixpkgs>).note');
    mkdirSync(join(root, 'nixpkgs'));
    writeFileSync(join(root, 'nixpkgs/default.nix'), '{ note = throw "this is the nixpkgs of the input"; }');
    const options = {file: undefined, nixpkgs: nixpkgs(root)};
    expect((await failureOf(options, buildRequest(source, {root}))).message).toContain('the nixpkgs of the input');
  });

  test('an input nixpkgs that cannot be fetched', async () => {
    const error = await failureOf({attribute: 'text', nixpkgs: 'path:/nonexistent/nixpkgs'});
    expect(error).toMatchObject({code: 'nixpkgs-missing'});
    expect(error.message).toContain('path:/nonexistent/nixpkgs');
  });

  test.each([
    {attribute: 'text', words: 'a file of no known kind'},
    {attribute: 'folder', words: 'a folder without oci-layout (it has readme)'},
    {attribute: 'nix2container', words: 'an image description of nix2container'},
    {attribute: 'several', words: 'gives 2 results'},
  ])('a result that is no image: $attribute', async ({attribute, words}) => {
    const error = await failureOf({attribute});
    expect(error).toMatchObject({code: 'nix-result-unsupported', hint: expect.any(String) as string});
    expect(error.message).toContain(words);
  });

  test('an attribute that is not there', async () => {
    const error = await failureOf({attribute: 'nowhere'});
    expect(error).toMatchObject({code: 'nix-evaluation-failed'});
    expect(error.message).toContain("attribute 'nowhere'");
  });

  test('a file outside of the repository is not built', async () => {
    await expect(failureOf({file: '../shapes.nix'})).resolves.toMatchObject({code: 'invalid-input'});
  });

  test('without Nix on PATH the error says what to install', async () => {
    const error = await failureOf({attribute: 'text', env: {PATH: temporaryFolder()}});
    expect(error).toMatchObject({code: 'nix-missing', hint: expect.stringContaining('nix-bin') as string});
  });

  test('the expression sees no credential of the job', async () => {
    const env = {...nixTestEnvironment, REGISTRY_AUTH_FILE: '/run/auth.json', REGISTRY_PASSWORD: 'hunter2hunter2'};
    const error = await failureOf({attribute: 'environment', env});
    expect(error.message).toContain('REGISTRY_AUTH_FILE= SECRET= HOME=/');
  });

  test('a cancelled build ends, and leaves no builder behind', async () => {
    const controller = new AbortController();
    const request = buildRequest(fixtures, {signal: controller.signal});
    const failure = failureOf({attribute: 'endless'}, request);
    while (!request.lines.includes('waiting')) await sleep(50);
    expect(sleepers()).toHaveLength(1);
    controller.abort();
    await expect(failure).resolves.toMatchObject({code: 'command-failed'});
    for (let tries = 0; tries < 40 && sleepers().length > 0; tries++) await sleep(50);
    expect(sleepers()).toEqual([]);
  });
});

describeWith(['nix-build', 'skopeo'], 'an archive that is damaged', () => {
  test.each([
    {attribute: 'broken-gzip', words: 'cannot be unpacked'},
    {attribute: 'truncated', words: 'within its entry'},
  ])('$attribute', async ({attribute, words}) => {
    const error = await failureOf({attribute});
    expect(error).toMatchObject({code: 'image-unreadable'});
    expect(error.message).toMatch(new RegExp(`/nix/store/.*${words}`));
  });

  test('without skopeo on PATH the error says what to install', async () => {
    const nixOnly = temporaryFolder();
    const links = ['nix', 'nix-build', 'getent'].map((name) => `ln -s ${toolPath(name)} ${join(nixOnly, name)}`);
    const {execSync} = await import('node:child_process');
    execSync(links.join('\n'));
    const error = await failureOf({attribute: 'archive', env: {...nixTestEnvironment, PATH: nixOnly}});
    expect(error).toMatchObject({code: 'skopeo-missing', hint: expect.stringContaining('install skopeo') as string});
  });
});

describeWith(['nix-build'], 'a version by evaluation', () => {
  const file = join(temporaryFolder(), 'default.nix');
  const evaluate = (attribute: string, timeoutMs = 20_000) =>
    evaluateNixVersion({
      source: {kind: 'attribute', file, attribute},
      subject: 'containers/shape/default.nix',
      root: fixtures,
      env: nixTestEnvironment,
      timeoutMs,
    });
  beforeAll(() =>
    writeFileSync(
      file,
      `{ major ? 2 }: {
        version = "\${toString major}.1.0";
        app = { name = "app"; version = "3.0"; type = "derivation"; outPath = "/nix/store/none"; };
        packages = { system ? "x86_64-linux" }: { app = { version = "4.0"; }; };
        number = 5;
        endless = let f = n: if n < 2 then n else f (n - 1) + f (n - 2); in f 60;
      }`,
    ),
  );

  test.each([
    {attribute: 'version', version: '2.1.0'},
    {attribute: 'app', version: '3.0'},
    {attribute: 'packages.app', version: '4.0'},
  ])('$attribute is $version', async ({attribute, version}) => {
    expect(await evaluate(attribute)).toBe(version);
  });

  test('an attribute is a name and never code', async () => {
    await expect(evaluate('app"; version = "9')).rejects.toMatchObject({code: 'nix-evaluation-failed'});
  });

  test('a value without a version is an error', async () => {
    await expect(evaluate('number')).rejects.toThrow('it has no version');
  });

  test('a package of nixpkgs', async () => {
    const nixpkgs = temporaryFolder();
    writeFileSync(join(nixpkgs, 'default.nix'), '{ config ? {} }: { ntfy-sh = { version = "2.11.0"; }; }');
    const source = {kind: 'package', package: 'ntfy-sh'} as const;
    const options = {source, subject: 'ntfy-sh', root: fixtures, nixpkgs, env: nixTestEnvironment, timeoutMs: 20_000};
    expect(await evaluateNixVersion(options)).toBe('2.11.0');
  });

  test('its time is limited', async () => {
    await expect(evaluate('endless', 1_000)).rejects.toThrow('did not end within 1 s');
  });
});

function sleepers(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').endsWith('sleep\u00007919\u0000');
    } catch {
      return false;
    }
  });
}
