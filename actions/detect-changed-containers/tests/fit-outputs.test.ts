import {maxOutputBytes} from '@gantry/action-kit';
import type {DetectedContainer, Detection} from '@gantry/detection';
import {parseCommitSha} from '@gantry/git';
import {fitOutputs} from '../src/fit-outputs';

const head = parseCommitSha('a'.repeat(40));

function detection(containers: readonly DetectedContainer[], registryIsRecord = false): Detection {
  return {head, base: undefined, registryIsRecord, containers};
}

function many(count: number, reason = 'changed', perLevel = Infinity): DetectedContainer[] {
  return Array.from({length: count}, (_, index) => ({
    name: `container-${String(index).padStart(6, '0')}`,
    builders: ['dagger', 'nix'],
    level: Math.floor(index / perLevel),
    reasons: Array.from({length: 6}, (_unused, number) => `${reason} ${number}`),
  }));
}

test('nothing is [] and false, and an unknown base is empty', () => {
  expect(fitOutputs(detection([]))).toEqual({
    warnings: [],
    outputs: {
      ...{containers: [], dagger: [], nix: [], matrix: {include: []}, levels: [], any: false, count: 0, reasons: {}},
      ...{base: '', head},
    },
  });
});

test('each builder has its names, and the matrix its pairs', () => {
  const containers: DetectedContainer[] = [
    {name: 'base', builders: ['dagger'], level: 0, reasons: ['a']},
    {name: 'db', builders: ['nix'], level: 0, reasons: ['b']},
    {name: 'both', builders: ['dagger', 'nix'], level: 1, reasons: ['c', 'd']},
  ];
  const {outputs, warnings} = fitOutputs({...detection(containers), base: head});
  expect(warnings).toEqual([]);
  expect(outputs).toEqual({
    containers: ['base', 'db', 'both'],
    dagger: ['base', 'both'],
    nix: ['db', 'both'],
    matrix: {
      include: [
        {container: 'base', builder: 'dagger', level: 0},
        {container: 'db', builder: 'nix', level: 0},
        {container: 'both', builder: 'dagger', level: 1},
        {container: 'both', builder: 'nix', level: 1},
      ],
    },
    levels: [['base', 'db'], ['both']],
    any: true,
    count: 3,
    reasons: {base: ['a'], db: ['b'], both: ['c', 'd']},
    base: head,
    head,
  });
});

test.each([
  [300, Infinity],
  [1_500, Infinity],
  [2_600, Infinity],
  [2_600, 1],
  [50_000, 3],
])('%i containers, %d in each level: every output fits, and what is cut is said', (count, perLevel) => {
  const {outputs, warnings} = fitOutputs(detection(many(count, 'a long reason, as a path is '.repeat(3), perLevel)));
  for (const [name, value] of Object.entries(outputs)) {
    const sizeBytes = Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
    expect([name, sizeBytes <= maxOutputBytes]).toEqual([name, true]);
  }
  expect(outputs.levels.flat()).toEqual(outputs.containers);
  expect(outputs.dagger).toEqual(outputs.containers);
  expect(outputs.count).toBe(outputs.containers.length);
  const [cut] = warnings.filter((warning) => warning.includes('did not fit into the outputs'));
  if (outputs.count === count) expect(cut).toBeUndefined();
  else expect(cut).toContain(`${count - outputs.count} containers of ${count} did not fit`);
  if (outputs.matrix.include.length < 2 * outputs.count) expect(warnings.join('\n')).toContain('`matrix`');
  if (Object.keys(outputs.reasons).length < outputs.count) expect(warnings.join('\n')).toContain('`reasons`');
  // Nothing is cut that would have fitted.
  expect(JSON.stringify(outputs.matrix).length > 59_800 || outputs.matrix.include.length === 2 * outputs.count).toBe(
    true,
  );
});

test('whether a later run finds what was cut depends on the base', () => {
  const containers = many(5_000);
  expect(fitOutputs(detection(containers, true)).warnings[0]).toContain('The next run finds them by itself.');
  expect(fitOutputs(detection(containers)).warnings[0]).toContain('a later run does not find them');
});

test('fewer reasons for each come before none for some', () => {
  const {outputs} = fitOutputs(detection(many(300, 'x'.repeat(60))));
  expect(Object.keys(outputs.reasons)).toHaveLength(300);
  expect(outputs.reasons['container-000000']).toHaveLength(2);
});
