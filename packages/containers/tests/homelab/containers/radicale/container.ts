const appVersion = '3.3.1' as const;

export default {dependsOn: ['base'], version: appVersion, build: () => undefined};
