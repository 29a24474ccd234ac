/** Sources are ES modules in TypeScript; swc turns them, and the few ES-only libraries, into what jest loads. */
export default {
  roots: ['<rootDir>/packages', '<rootDir>/actions', '<rootDir>/tests'],
  testMatch: ['**/tests/**/*.test.ts'],
  testEnvironment: 'node',
  // execa's handler of signals is one for the process; jest would take it away from the test files that follow.
  testEnvironmentOptions: {globalsCleanup: 'off'},
  transform: {
    '\\.(ts|js|mjs)$': [
      '@swc/jest',
      {jsc: {target: 'es2022', parser: {syntax: 'typescript'}}, module: {type: 'commonjs'}, sourceMaps: 'inline'},
    ],
  },
  transformIgnorePatterns: ['/dist/index\\.js$'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  resolver: '<rootDir>/script/jest-resolver.cjs',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/.cache/'],
  workerIdleMemoryLimit: '1GB',
};
