import type {TestCertificate} from './certificate';

/** What a registry's configuration file is made from. */
export interface RegistryConfiguration {
  readonly storage: string;
  readonly htpasswdFile: string;
  readonly anonymousCreate: boolean;
  readonly certificate: TestCertificate | undefined;
}

/**
 * zot's configuration: anyone reads, `ci` also creates, `admin` also updates and deletes; a manifest is kept in
 * whatever format it comes.
 *
 * @returns JSON text
 */
export function zotConfiguration(options: RegistryConfiguration): string {
  const {certificate} = options;
  return JSON.stringify({
    distSpecVersion: '1.1.1',
    storage: {rootDirectory: options.storage, gc: false, dedupe: false},
    http: {
      address: '127.0.0.1',
      port: '0',
      compat: ['docker2s2'],
      ...(certificate ? {tls: {cert: certificate.certificateFile, key: certificate.keyFile}} : {}),
      auth: {htpasswd: {path: options.htpasswdFile}, failDelay: 0},
      accessControl: {
        groups: {'artifact-workloads': {users: ['ci']}, admins: {users: ['admin']}},
        repositories: {
          '**': {
            anonymousPolicy: options.anonymousCreate ? ['read', 'create'] : ['read'],
            defaultPolicy: ['read'],
            policies: [
              {groups: ['artifact-workloads'], actions: ['read', 'create']},
              {groups: ['admins'], actions: ['read', 'create', 'update', 'delete']},
            ],
          },
        },
      },
    },
    log: {level: 'debug'},
  });
}

/**
 * docker-registry's configuration: every account may do everything, nobody else anything; with `anonymousCreate`
 * everybody may do everything. It has no finer rights.
 *
 * @returns YAML text (JSON is YAML)
 */
export function dockerRegistryConfiguration(options: RegistryConfiguration): string {
  const {certificate} = options;
  return JSON.stringify({
    version: '0.1',
    log: {level: 'info', accesslog: {disabled: false}},
    storage: {filesystem: {rootdirectory: options.storage}, delete: {enabled: true}},
    http: {
      addr: '127.0.0.1:0',
      relativeurls: true,
      ...(certificate ? {tls: {certificate: certificate.certificateFile, key: certificate.keyFile}} : {}),
    },
    ...(options.anonymousCreate ? {} : {auth: {htpasswd: {realm: 'gantry test', path: options.htpasswdFile}}}),
  });
}
