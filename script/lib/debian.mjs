// What can be had from Debian is installed; what cannot is named.
import {capture, which} from './programs.mjs';
import {say, step} from './say.mjs';

/** Program → the Debian package that has it. */
const packages = {
  git: 'git',
  skopeo: 'skopeo',
  'nix-build': 'nix-bin',
  'docker-registry': 'docker-registry',
  htpasswd: 'apache2-utils',
  busybox: 'busybox-static',
  umoci: 'umoci',
  runc: 'runc',
  openssl: 'openssl',
};

/**
 * Installs the programs that are missing, if this is a Debian where we may.
 *
 * @returns the programs that are missing still, each with the reason
 */
export async function ensurePrograms(programs) {
  const missing = programs.filter((program) => !isThere(program));
  if (missing.length === 0) return new Map();
  const reason = !which('apt-get')
    ? 'this is no Debian'
    : process.getuid?.() !== 0
      ? 'installing it needs root'
      : undefined;
  if (reason !== undefined) return new Map(missing.map((program) => [program, reason]));
  const names = [...new Set(missing.map((program) => packages[program]))];
  const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
  try {
    await step(`installing ${names.join(', ')} from Debian`, async () => {
      // A package of a server must not start it: the scripts start their own, on ports of their own.
      await withoutServices(async () => {
        await capture(['apt-get', '-qq', 'update'], {env});
        await capture(['apt-get', '-qq', 'install', '-y', '--no-install-recommends', ...names], {env});
      });
    });
  } catch (error) {
    say(`  ${error.message.split('\n').slice(-3).join('\n  ')}`);
  }
  return new Map(missing.filter((program) => !isThere(program)).map((program) => [program, 'Debian did not give it']));
}

function isThere(program) {
  return which(program) !== undefined;
}

/** One sentence for programs that are missing, with the packages that have them. */
export function explainMissing(programs, reason) {
  const names = [...new Set(programs.map((program) => packages[program]))].join(' ');
  return `${programs.join(', ')}: missing, and ${reason}. Next: as root, apt-get install ${names}`;
}

async function withoutServices(work) {
  const {existsSync, rmSync, writeFileSync} = await import('node:fs');
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', {mode: 0o755});
  try {
    await work();
  } finally {
    if (ours) rmSync(policy, {force: true});
  }
}
