import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {sdkVersion} from '../../src/dagger/sdk-version';

test('the version that messages name is that of the installed SDK', () => {
  const manifest = readFileSync(join(__dirname, '../../node_modules/@dagger.io/dagger/package.json'), 'utf8');
  expect((JSON.parse(manifest) as {version: string}).version).toBe(sdkVersion);
});
