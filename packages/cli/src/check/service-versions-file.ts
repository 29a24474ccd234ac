/** Which version each service should run; optional. At the root of the repository. */
export const serviceVersionsFile = 'service-versions.yaml';
