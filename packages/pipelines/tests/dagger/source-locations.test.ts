import {locationsOf} from '../../src/dagger/pipeline/source-locations';

test('only files of the repository count, innermost first, each line once', () => {
  const stack = `Error: no
    at select (/opt/actions/dagger-build/dist/pipeline/index.js:2:100)
    at compile (file:///work%20space/containers/web/lib/compile.ts:6:6)
    at build (file:///work%20space/containers/web/container.ts:8:20)
    at async build (file:///work%20space/containers/web/container.ts:8:20)
    at leftPad (file:///work%20space/node_modules/left-pad/index.js:1:1)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`;
  expect(locationsOf(stack, '/work space')).toEqual([
    {file: 'containers/web/lib/compile.ts', line: 6},
    {file: 'containers/web/container.ts', line: 8},
  ]);
});
