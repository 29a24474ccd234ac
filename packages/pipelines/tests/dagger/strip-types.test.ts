import {stripTypes, TypeScriptSyntaxError} from '../../src/dagger/loader/transform';

const source = `import type {ContainerDefinition} from '@gantry/pipelines';
import {type Container, Missing} from '@gantry/pipelines';
import {steps} from './steps';

enum Mode {
  Fast = 'fast',
}
class Server {
  constructor(private readonly name: string) {}
  get title(): string {
    return \`\${this.name}!\`;
  }
}
export const said = [new Server('web').title, Mode.Fast, steps<number>(1) as unknown as string];
export default {
  version: '1.0.0',
  build: ({dag}: {dag: Container | Missing}): Container => dag as Container,
} satisfies ContainerDefinition;
export const line = (): number => new Error().stack!.split(':').length;
`;

test('types go, what runs stays, and every statement keeps its line', () => {
  const code = stripTypes(source);
  expect(code).not.toContain('@gantry/pipelines');
  expect(code).not.toContain('satisfies');
  expect(code).toContain("import {steps} from './steps'");
  expect(code).toContain('this.name');
  const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part));
  for (const part of ['steps} from', 'Fast', 'export const said', 'export default', 'build:', 'export const line']) {
    expect([part, lineOf(code, part)]).toEqual([part, lineOf(source, part)]);
  }
  expect(code.split('\n')).toHaveLength(source.split('\n').length);
});

test('what cannot be read is an error with its line', () => {
  expect.assertions(2);
  try {
    stripTypes('export default {\n  version: 1,\n  build({dag) {},\n};\n');
  } catch (error) {
    expect(error).toBeInstanceOf(TypeScriptSyntaxError);
    expect(error).toMatchObject({line: 3, message: expect.stringContaining('Unexpected token') as string});
  }
});
