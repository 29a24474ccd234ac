import {parsePipelineMessage} from '../../src/dagger/pipeline/parse-message';

const failure = {phase: 'build', message: 'no', locations: [{file: 'a', line: 1}], step: {output: '', exitCode: 2}};

test.each([
  {kind: 'step', command: ['true']},
  {kind: 'built', version: '1', labels: {a: 'b'}, images: [{platform: 'linux/amd64', containerId: 'x'}]},
  {kind: 'failed', failure},
])('%j is a message', (message) => {
  expect(parsePipelineMessage(message)).toEqual(message);
});

test.each([
  null,
  'step',
  [],
  {},
  {kind: 'step'},
  {kind: 'step', command: [1]},
  {kind: 'built', version: 1, labels: {}, images: []},
  {kind: 'built', version: '1', labels: {}, images: []},
  {kind: 'built', version: '1', labels: {a: 1}, images: [{platform: 'p', containerId: 'x'}]},
  {kind: 'built', version: '1', labels: {}, images: [{platform: 'p', containerId: {}}]},
  {kind: 'failed'},
  {kind: 'failed', failure: {...failure, locations: 'x'}},
  {kind: 'failed', failure: {...failure, step: {output: 1}}},
])('%j is none', (message) => {
  expect(parsePipelineMessage(message)).toBeUndefined();
});
