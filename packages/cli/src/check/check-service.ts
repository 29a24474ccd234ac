import {isSameVersion, suggest, type Container} from '@gantry/containers';
import {placeOf, type FoundVersion} from './check-versions';
import type {Finding} from './finding';
import type {ServiceVersion} from './service-versions';
import {serviceVersionsFile} from './service-versions-file';

/**
 * Checks a container against its entry in service-versions.yaml.
 *
 * @param version - what the container states; `undefined` when that is not known, and then only the entry has to be there
 * @param services - by name
 */
export function checkService(
  {name, settings}: Container,
  version: FoundVersion | undefined,
  services: ReadonlyMap<string, ServiceVersion>,
): Finding[] {
  if (settings.service === null) return [];
  const service = settings.service ?? name;
  const entry = services.get(service);
  if (entry === undefined) {
    const {position} = settings;
    const isMapped = settings.service !== undefined;
    const close = suggest(service, services.keys());
    return [
      {
        code: 'service-missing',
        container: name,
        file: isMapped && position ? position.file : serviceVersionsFile,
        line: isMapped ? position?.line : undefined,
        key: isMapped ? `containers.${name}.service` : undefined,
        message: `${serviceVersionsFile} has no service ${JSON.stringify(service)}${close}`,
        fix: `write "${service}: ${version?.version ?? '1.2.3'}" into ${serviceVersionsFile}, or name its service under containers.${name} in gantry.yaml ("service: null" when it is none).`,
      },
    ];
  }
  if (version === undefined || isSameVersion(entry.version, version.version)) return [];
  return [
    {
      code: 'service-differs',
      container: name,
      file: serviceVersionsFile,
      line: entry.line,
      key: entry.key,
      message: `the version is ${entry.version} here, and ${version.version} in ${placeOf(version)}`,
      fix: `write ${JSON.stringify(version.version)} here, or correct ${placeOf(version)}.`,
    },
  ];
}
