import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Log} from '@gantry/action-kit';
import {temporaryFolder} from '@gantry/testing';
import {keepLogin, type KeptLogin} from '../src/keep-login';
import {removeLogin} from '../src/remove-login';

type Environment = Record<string, string>;

const warnings: string[] = [];
const log: Log = {
  info: () => undefined,
  error: () => undefined,
  warning: (line) => void warnings.push(line),
  group: (_, body) => body(),
};
beforeEach(() => void warnings.splice(0));

function newJob(env: Environment = {}): Environment {
  return {RUNNER_TEMP: temporaryFolder(), HOME: temporaryFolder(), ...env};
}

const login = (registry: string, password = 'sesame') => ({registry, credentials: {username: 'ci', password}});

async function keep(job: Environment, registry: string, password?: string): Promise<KeptLogin> {
  const kept = await keepLogin(login(registry, password), job, log);
  Object.assign(job, {REGISTRY_AUTH_FILE: kept.file, DOCKER_CONFIG: kept.folder});
  return kept;
}

function read(file: string) {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, unknown>>;
}

const registriesIn = (file: string) => Object.keys(read(file).auths ?? {});

describe('keeping', () => {
  test('the file and its folder are for this user alone', async () => {
    const job = newJob();
    const kept = await keep(job, 'a.example.org');
    expect(statSync(kept.file).mode & 0o777).toBe(0o600);
    expect(statSync(kept.folder).mode & 0o777).toBe(0o700);
    expect(kept.file).toBe(join(kept.folder, 'config.json'));
    expect(dirname(kept.folder)).toBe(job.RUNNER_TEMP);
    expect(readdirSync(job.HOME ?? '')).toEqual([]);
  });

  test('several logins add up in one file', async () => {
    const job = newJob();
    const first = await keep(job, 'a.example.org');
    const second = await keep(job, 'b.example.org');
    expect(second.file).toBe(first.file);
    expect(registriesIn(first.file)).toEqual(['a.example.org', 'b.example.org']);
  });

  test('jobs side by side with one HOME have a file each', async () => {
    const home = temporaryFolder();
    const jobs = Array.from({length: 8}, () => newJob({HOME: home}));
    const kept = await Promise.all(jobs.map((job, index) => keep(job, `r${index}.example.org`)));
    kept.forEach(({file}, index) => expect(registriesIn(file)).toEqual([`r${index}.example.org`]));
    expect(readdirSync(home)).toEqual([]);
  });

  test('what the job could log in to before still holds, and its files are left as they were', async () => {
    const home = temporaryFolder();
    const docker = join(home, '.docker');
    mkdirSync(join(docker, 'cli-plugins'), {recursive: true});
    mkdirSync(join(docker, 'contexts'));
    const text = JSON.stringify({
      auths: {'a.example.org': {auth: 'b2xkOm9sZA=='}, 'old.example.org': {auth: 'bzpv'}, 'stored.example.org': {}},
      credsStore: 'pass',
      currentContext: 'remote',
      proxies: {default: {httpProxy: 'http://proxy:3128'}},
    });
    writeFileSync(join(docker, 'config.json'), text);
    mkdirSync(join(home, '.config', 'containers'), {recursive: true});
    writeFileSync(
      join(home, '.config', 'containers', 'auth.json'),
      '{"auths": {"podman.example.org": {"auth": "cDpw"}}}',
    );
    const {file, folder} = await keep(newJob({HOME: home}), 'a.example.org');
    expect(read(file)).toEqual({
      auths: {
        'a.example.org': {auth: Buffer.from('ci:sesame').toString('base64')},
        'old.example.org': {auth: 'bzpv'},
        'podman.example.org': {auth: 'cDpw'},
      },
      credHelpers: {'stored.example.org': 'pass'},
      currentContext: 'remote',
      proxies: {default: {httpProxy: 'http://proxy:3128'}},
    });
    expect(readlinkSync(join(folder, 'cli-plugins'))).toBe(join(docker, 'cli-plugins'));
    expect(readlinkSync(join(folder, 'contexts'))).toBe(join(docker, 'contexts'));
    expect(readFileSync(join(docker, 'config.json'), 'utf8')).toBe(text);
  });

  test('a broken file of the job is left out, with a warning that does not quote it', async () => {
    const docker = temporaryFolder();
    writeFileSync(join(docker, 'config.json'), '{"auths": {"a.example.org": {"auth": "c2VjcmV0"');
    const {file} = await keep(newJob({DOCKER_CONFIG: docker}), 'b.example.org');
    expect(registriesIn(file)).toEqual(['b.example.org']);
    expect(warnings).toEqual([expect.stringContaining(join(docker, 'config.json'))]);
    expect(warnings.join()).not.toContain('c2VjcmV0');
  });

  test('a broken or missing file of an earlier login is written anew', async () => {
    const job = newJob();
    const {file} = await keep(job, 'a.example.org');
    for (const breakIt of [() => writeFileSync(file, 'null'), () => rmSync(file)]) {
      breakIt();
      expect((await keep(job, 'b.example.org')).file).toBe(file);
      expect(registriesIn(file)).toEqual(['b.example.org']);
    }
  });

  test('a folder that cannot be written to is an error that names the next step', async () => {
    const blocked = join(temporaryFolder(), 'file');
    writeFileSync(blocked, '');
    await expect(keep(newJob({RUNNER_TEMP: join(blocked, 'temp')}), 'a.example.org')).rejects.toMatchObject({
      code: 'auth-file-not-written',
      hint: 'give this step a RUNNER_TEMP folder that it may write to, with space left on its disk.',
    });
  });
});

describe('a folder of somebody else is not taken for ours', () => {
  const cases: [string, (job: Environment) => string][] = [
    ['outside of the temporary folder', () => join(temporaryFolder(), 'gantry-login-aaaaaa')],
    ['deeper in the temporary folder', (job) => join(job.RUNNER_TEMP ?? '', 'x', 'gantry-login-aaaaaa')],
    ['of another name', (job) => join(job.RUNNER_TEMP ?? '', 'other')],
  ];

  async function forge(folder: string): Promise<void> {
    const real = newJob();
    const {folder: source, id} = await keep(real, 'a.example.org');
    mkdirSync(folder, {recursive: true, mode: 0o700});
    chmodSync(folder, 0o700);
    for (const name of ['config.json', 'logins.json']) {
      writeFileSync(join(folder, name), readFileSync(join(source, name)), {mode: 0o600});
    }
    forgedId = id;
  }
  let forgedId = '';

  test.each(cases)('%s', async (_, place) => {
    const job = newJob();
    const folder = place(job);
    await forge(folder);
    const before = readFileSync(join(folder, 'config.json'), 'utf8');
    job.REGISTRY_AUTH_FILE = join(folder, 'config.json');
    const kept = await keepLogin(login('b.example.org'), job, log);
    expect(kept.folder).not.toBe(folder);
    expect(registriesIn(kept.file)).toEqual(['a.example.org', 'b.example.org']);
    expect(await removeLogin(folder, forgedId, job)).toEqual({kind: 'nothing'});
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(before);
  });

  test('one that others can enter, and a link to one', async () => {
    const job = newJob();
    const open = join(job.RUNNER_TEMP ?? '', 'gantry-login-bbbbbb');
    await forge(open);
    const link = join(job.RUNNER_TEMP ?? '', 'gantry-login-cccccc');
    symlinkSync(open, link);
    expect(await removeLogin(link, forgedId, job)).toEqual({kind: 'nothing'});
    chmodSync(open, 0o750);
    expect(await removeLogin(open, forgedId, job)).toEqual({kind: 'nothing'});
    chmodSync(open, 0o700);
    expect(await removeLogin(open, 'another id', job)).toEqual({kind: 'nothing'});
    expect(existsSync(join(open, 'config.json'))).toBe(true);
    expect(await removeLogin(open, forgedId, job)).toMatchObject({kind: 'everything'});
  });
});

describe('removing', () => {
  test('takes the newest first, and the folder with the last', async () => {
    const job = newJob({DOCKER_CONFIG: '/before'});
    const a = await keep(job, 'a.example.org');
    const b = await keep(job, 'b.example.org');
    expect(await removeLogin(b.folder, b.id, job)).toEqual({kind: 'entry', registry: 'b.example.org'});
    expect(registriesIn(a.file)).toEqual(['a.example.org']);
    expect(await removeLogin(a.folder, a.id, job)).toEqual({
      kind: 'everything',
      registry: 'a.example.org',
      before: {DOCKER_CONFIG: '/before'},
    });
    expect(readdirSync(job.RUNNER_TEMP ?? '')).toEqual([]);
    expect(await removeLogin(a.folder, a.id, job)).toEqual({kind: 'nothing'});
  });

  test('of two logins to one registry, the later one takes its entry away', async () => {
    const job = newJob();
    const first = await keep(job, 'a.example.org', 'first');
    const other = await keep(job, 'b.example.org');
    const second = await keep(job, 'a.example.org', 'second');
    await removeLogin(second.folder, second.id, job);
    expect(registriesIn(first.file)).toEqual(['b.example.org']);
    await removeLogin(first.folder, first.id, job);
    expect(registriesIn(first.file)).toEqual(['b.example.org']);
    await removeLogin(other.folder, other.id, job);
    expect(existsSync(first.folder)).toBe(false);
  });

  test('leaves alone what its links point to', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, '.docker', 'cli-plugins'), {recursive: true});
    writeFileSync(join(home, '.docker', 'cli-plugins', 'docker-buildx'), '');
    const job = newJob({HOME: home});
    const {folder, id} = await keep(job, 'a.example.org');
    expect(lstatSync(join(folder, 'cli-plugins')).isSymbolicLink()).toBe(true);
    await removeLogin(folder, id, job);
    expect(existsSync(join(home, '.docker', 'cli-plugins', 'docker-buildx'))).toBe(true);
  });

  test('a file that is gone or broken by then is no failure', async () => {
    for (const breakIt of [(file: string) => rmSync(file), (file: string) => writeFileSync(file, '{"auths"')]) {
      const job = newJob();
      const a = await keep(job, 'a.example.org');
      const b = await keep(job, 'b.example.org');
      breakIt(a.file);
      expect(await removeLogin(b.folder, b.id, job)).toEqual({kind: 'entry', registry: 'b.example.org'});
      expect(await removeLogin(a.folder, a.id, job)).toMatchObject({kind: 'everything'});
      expect(existsSync(a.folder)).toBe(false);
    }
  });
});
