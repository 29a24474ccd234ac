/** Sources are ES modules in TypeScript; swc turns them, and the few ES-only libraries, into what jest loads. */
export default {
  roots: ['<rootDir>/packages', '<rootDir>/actions'],
  testMatch: ['**/tests/**/*.test.ts'],
  testEnvironment: 'node',
  transform: {
    '\\.(ts|js|mjs)$': [
      '@swc/jest',
      {jsc: {target: 'es2022', parser: {syntax: 'typescript'}}, module: {type: 'commonjs'}, sourceMaps: 'inline'},
    ],
  },
  transformIgnorePatterns: ['/dist/index\\.js$'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  // unicorn-magic exports itself to `import` alone, and jest asks as `require`.
  moduleNameMapper: {'^unicorn-magic$': '<rootDir>/node_modules/.pnpm/node_modules/unicorn-magic/node.js'},
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/.cache/'],
  workerIdleMemoryLimit: '1GB',
};
