import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {OutsidePathError, rememberFiles, workingFiles, type FileSource} from '../src';

let parent: string;
let files: FileSource;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'gantry-containers-'));
  const root = join(parent, 'root');
  await mkdir(join(root, 'containers/web/.git'), {recursive: true});
  await mkdir(join(root, '.git'));
  await writeFile(join(parent, 'secret'), 'secret');
  await writeFile(join(root, '.git/config'), '');
  await writeFile(join(root, 'containers/web/.git/config'), '');
  await writeFile(join(root, 'containers/web/Dockerfile'), 'FROM scratch\n');
  await writeFile(join(root, 'containers/web/ü "x"\n.txt'), '');
  await symlink('../../../secret', join(root, 'containers/web/out'));
  await symlink('Dockerfile', join(root, 'containers/web/in'));
  await symlink('loop', join(root, 'containers/web/loop'));
  await symlink('..', join(root, 'containers/up'));
  files = workingFiles(root);
});

afterAll(() => rm(parent, {recursive: true, force: true}));

test('lists files and links, odd names included, and nothing of git', async () => {
  const listed = ['containers/up', 'containers/web/Dockerfile', 'containers/web/in', 'containers/web/loop'];
  expect(await files.listFiles('')).toEqual([...listed, 'containers/web/out', 'containers/web/ü "x"\n.txt']);
  expect(await files.listFiles('containers/web')).toHaveLength(5);
  expect(await files.listFiles('missing')).toEqual([]);
  expect(await files.listFiles('containers/web/Dockerfile')).toEqual([]);
});

test('reads text, also through a link that stays inside', async () => {
  expect(await files.readText('containers/web/Dockerfile')).toBe('FROM scratch\n');
  expect(await files.readText('containers/web/in')).toBe('FROM scratch\n');
});

test.each(['missing', 'containers/web', 'containers/web/Dockerfile/x', 'containers/web/loop', 'x'.repeat(300)])(
  '%s is no file',
  async (path) => {
    expect(await files.readText(path)).toBeUndefined();
  },
);

test.each(['containers/web/out', '../secret', 'containers/../../secret', '..'])('%s leads out', async (path) => {
  await expect(files.readText(path)).rejects.toThrow(OutsidePathError);
});

test('a listing does not leave the root', async () => {
  await expect(files.listFiles('..')).rejects.toThrow(OutsidePathError);
});

test('what is remembered is read once', async () => {
  let reads = 0;
  const remembered = rememberFiles({
    listFiles: () => Promise.resolve([`${(reads += 1)}`]),
    readText: () => Promise.resolve(`${(reads += 1)}`),
  });
  await Promise.all([remembered.readText('a'), remembered.readText('a'), remembered.listFiles('')]);
  await remembered.listFiles('');
  expect(reads).toBe(2);
});
