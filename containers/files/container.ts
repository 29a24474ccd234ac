import type {ContainerDefinition} from '@gantry/pipelines';

// What the image is made from; `build-args: BASE_IMAGE=…` of the step names a mirror.
const defaultBase = 'docker.io/library/busybox:1.37';

/** A static file server: what is mounted at /srv, on port 8080, as a user without rights. */
export default {
  version: '1.0.0',
  labels: {
    'org.opencontainers.image.description': 'Static file server: serves /srv on port 8080',
    'org.opencontainers.image.licenses': 'MIT',
  },
  build({dag, source, version, platform, args}) {
    return dag
      .container({platform})
      .from(args.BASE_IMAGE ?? defaultBase)
      .withFile('/bin/serve', source.file('serve.sh'), {permissions: 0o755})
      .withFile('/etc/httpd.conf', source.file('httpd.conf'), {permissions: 0o644})
      .withNewFile('/etc/files-version', `files ${version}\n`)
      .withDirectory('/srv', source.directory('site'))
      .withExec(['chmod', '-R', 'a+rX', '/srv'])
      .withUser('65534:65534')
      .withWorkdir('/srv')
      .withEnvVariable('PORT', '8080')
      .withExposedPort(8080)
      .withEntrypoint(['/bin/serve'])
      .withoutDefaultArgs();
  },
  /** The image serves its page, and says its version. */
  async test(container, {version}) {
    const served = await container
      .withExec([
        'sh',
        '-c',
        'serve & for i in 1 2 3 4 5; do wget -qO- http://127.0.0.1:8080/ && exit; sleep 1; done; exit 1',
      ])
      .stdout();
    if (!served.includes('<title>files</title>')) throw new Error(`it serves ${JSON.stringify(served.slice(0, 200))}`);
    const said = await container.withExec(['serve', '--version']).stdout();
    if (said.trim() !== `files ${version}`) throw new Error(`it says ${JSON.stringify(said)}, not files ${version}`);
  },
} satisfies ContainerDefinition;
