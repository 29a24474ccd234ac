import fc from 'fast-check';
import {expandWord, parseDockerfile, readBuild} from '../src';

/** `KEYWORD start-end` for each instruction. */
const ranges = (text: string) =>
  parseDockerfile(text).instructions.map(({keyword, startLine, endLine}) => `${keyword} ${startLine}-${endLine}`);
const texts = (text: string) => parseDockerfile(text).instructions.map((instruction) => instruction.text);

test.each<[string, string, string[]]>([
  ['one line each', 'FROM a\nRUN b\n', ['FROM 1-1', 'RUN 2-2']],
  ['no newline at the end', 'FROM a\nRUN b', ['FROM 1-1', 'RUN 2-2']],
  ['comments and blank lines', '# x\n\nFROM a\n  # y\n\nRUN b\n', ['FROM 3-3', 'RUN 6-6']],
  ['continued lines', 'RUN a \\\n  b \\  \n c\nRUN d', ['RUN 1-3', 'RUN 4-4']],
  ['a comment between continued lines', 'RUN a \\\n# c \\\n  # d\n b\nRUN d', ['RUN 1-4', 'RUN 5-5']],
  ['a blank line between continued lines', 'RUN a \\\n\n b\nRUN d', ['RUN 1-3', 'RUN 4-4']],
  ['two backslashes do not continue', 'RUN a \\\\\nRUN b', ['RUN 1-1', 'RUN 2-2']],
  ['a backslash at the end of the file', 'RUN a \\', ['RUN 1-1']],
  ['CRLF', 'FROM a\r\nRUN b \\\r\n c\r\n', ['FROM 1-1', 'RUN 2-3']],
  ['a byte order mark', '\uFEFFFROM a\n', ['FROM 1-1']],
  ['lower case', 'from a\nrun b', ['FROM 1-1', 'RUN 2-2']],
  ['escape=`', '# escape=`\nRUN a `\n b\nRUN c:\\\nRUN d', ['RUN 2-3', 'RUN 4-4', 'RUN 5-5']],
  ['escape after syntax', '# syntax=docker/dockerfile:1\n# Escape = `\nRUN a `\n b', ['RUN 3-4']],
  ['escape after a comment is none', '# hello\n# escape=`\nRUN a `\nRUN b', ['RUN 3-3', 'RUN 4-4']],
  ['a here-document', 'RUN <<EOF\nFROM x\nEOF\nRUN b', ['RUN 1-3', 'RUN 4-4']],
  ['a quoted one', 'RUN <<"E F" cat\nFROM x\nE F\nRUN b', ['RUN 1-3', 'RUN 4-4']],
  ['one with tabs', 'RUN <<-EOF\n\tFROM x\n\tEOF\nRUN b', ['RUN 1-3', 'RUN 4-4']],
  ['tabs only count with <<-', 'RUN <<EOF\n\tEOF\nEOF\nRUN b', ['RUN 1-3', 'RUN 4-4']],
  ['two of them', 'COPY <<A <<B /x/\nFROM 1\nA\nFROM 2\nB\nRUN z', ['COPY 1-5', 'RUN 6-6']],
  ['a file descriptor', 'RUN x 3<<EOF\nFROM 1\nEOF\nRUN z', ['RUN 1-3', 'RUN 4-4']],
  ['after continued lines', 'RUN a && \\\n <<EOF b\nFROM 1\nEOF\nRUN z', ['RUN 1-4', 'RUN 5-5']],
  ['with CRLF', 'RUN <<EOF\r\nFROM 1\r\nEOF\r\nRUN z', ['RUN 1-3', 'RUN 4-4']],
  ['in ONBUILD', 'ONBUILD RUN <<EOF\nFROM 1\nEOF\nRUN z', ['ONBUILD 1-3', 'RUN 4-4']],
  ['with flags', 'COPY --chmod=644 <<EOF /x\nFROM 1\nEOF\nRUN z', ['COPY 1-3', 'RUN 4-4']],
  ['never ended', 'RUN <<EOF\nFROM x\n', ['RUN 1-3']],
  ['inside quotes it is text', 'RUN echo "a <<EOF b"\nRUN b', ['RUN 1-1', 'RUN 2-2']],
  ['a here-string is none', 'RUN cat <<<EOF\nRUN b', ['RUN 1-1', 'RUN 2-2']],
  ['in a JSON form it is text', 'RUN ["cat", "<<EOF"]\nRUN b', ['RUN 1-1', 'RUN 2-2']],
  ['other instructions have none', 'CMD cat <<EOF\nRUN b', ['CMD 1-1', 'RUN 2-2']],
])('lines: %s', (_name, text, expected) => {
  expect(ranges(text)).toEqual(expected);
});

test('flags, text and here-documents', () => {
  expect(
    parseDockerfile('run --network=none --mount="type=bind,from=a b" cat <<-\'EOF\'\n\tx\n\tEOF\n').instructions,
  ).toEqual([
    {
      keyword: 'RUN',
      flags: [
        {name: 'network', value: 'none'},
        {name: 'mount', value: '"type=bind,from=a b"'},
      ],
      text: "cat <<-'EOF'",
      hereDocuments: [{name: 'EOF', content: '\tx\n', expand: false, stripTabs: true}],
      startLine: 1,
      endLine: 3,
    },
  ]);
  expect(texts('ARG a=1 \\\n    b=2')).toEqual(['a=1     b=2']);
});

test.each([
  ['$X', 'x'],
  ['${X}y', 'xy'],
  ['a${X}b$X', 'axbx'],
  ['$Xy', ''],
  ['$NO', ''],
  ['${NO:-d}', 'd'],
  ['${EMPTY:-d}', 'd'],
  ['${EMPTY-d}', ''],
  ['${X:-d}', 'x'],
  ['${X:+d}', 'd'],
  ['${NO:+d}', ''],
  ['${EMPTY+d}', 'd'],
  ['${NO:-${X}}', 'x'],
  ['${NO:-"a}b"}', 'a}b'],
  ['${NO:-a$X}c', 'axc'],
  ['"a $X"', 'a x'],
  ["'a $X'", 'a $X'],
  ['a" "b', 'a b'],
  ['\\$X', '$X'],
  ['"\\$X \\n \\""', '$X \\n "'],
  ['$', '$'],
  ['a$', 'a$'],
  ['${X#p}', undefined],
  ['${X', undefined],
  ['${}', undefined],
  ['${NO:?no}', undefined],
  ['${X:?no}', 'x'],
  ['${X:-'.repeat(500), 'x'],
])('%s expands to %s', (word, expected) => {
  const variables = new Map([
    ['X', 'x'],
    ['EMPTY', ''],
  ]);
  const value = expandWord(word, '\\', (name) => variables.get(name));
  expect(value).toBe(word.length > 1_000 ? undefined : expected);
});

test('with escape=` a backslash is a character', () => {
  expect(expandWord('c:\\`$X', '`', () => 'x')).toBe('c:\\$X');
});

test.each<[string, string, (string | undefined)[]]>([
  ['several on a line', 'ARG a=1 b="2 3" c=\'$a\'', ['1', '2 3', '$a']],
  ['one from another', 'ARG a=1\nARG b=v${a}.0', ['1', 'v1.0']],
  ['on one line', 'ARG a=1 b=$a', ['1', '1']],
  ['a stage does not see what it does not name', 'ARG a=1\nFROM x\nARG b=v$a', ['1', undefined]],
  ['and sees what it names', 'ARG a=1\nFROM x\nARG a\nARG b=v$a', ['1', 'v1']],
  ['a later stage forgets', 'ARG a=1\nFROM x\nARG a\nFROM y\nARG b=v$a', ['1', undefined]],
  ['ENV', 'FROM x\nENV a=1 c="2"\nENV d 3 4\nARG b=v$a-$c-$d', ['v1-2-3 4']],
  ['a missing one with a fallback', 'ARG b=${a:-7}', ['7']],
  ['special parameters', 'ARG b=$*$@ c=${*}', [undefined, undefined]],
  ['in a here-document', 'RUN <<E\nARG a=1\nE\nARG b=2', ['2']],
])('ARG: %s', (_name, text, values) => {
  expect(readBuild(parseDockerfile(text)).argumentDefaults.map(({value}) => value)).toEqual(values);
});

test.each<[string, string, string[]]>([
  ['a plain image', 'FROM alpine:3', ['alpine:3']],
  ['platform and stage', 'FROM --platform=$BUILDPLATFORM a/b@sha256:00 AS build', ['a/b@sha256:00']],
  ['scratch', 'FROM scratch\nFROM Scratch', []],
  [
    'a stage is no image, in any case',
    'FROM a AS Build\nFROM build\nCOPY --from=BUILD /x /y\nCOPY --from=0 /a /b',
    ['a'],
  ],
  ['a stage that comes later is an image', 'FROM a\nCOPY --from=late /x /y\nFROM b AS late', ['a', 'late', 'b']],
  ['COPY --from', 'FROM a\ncopy --chown=1:1 --from=r.example.org/n/x:1 /x /y', ['a', 'r.example.org/n/x:1']],
  ['RUN --mount', 'FROM a\nRUN --mount=type=bind,from=b,target=/b --mount=from=c,target=/c x', ['a', 'b', 'c']],
  ['a mount in quotes', 'FROM a\nRUN --mount=type=bind,"from=b",target=/b x', ['a', 'b']],
  ['ARG defaults', 'ARG R=r.example.org N="n"\nFROM ${R}/$N/x:${T:-1}', ['r.example.org/n/x:1']],
  ['the ARG of a stage is not for FROM', 'ARG V=1\nFROM a\nARG V=2\nFROM b:$V', ['a', 'b:1']],
  ['FROM in a here-document', 'FROM a\nRUN <<E\nFROM b\nE', ['a']],
  ['only a variable without a value', 'ARG IMAGE\nFROM $IMAGE', []],
])('images: %s', (_name, text, images) => {
  expect(readBuild(parseDockerfile(text)).images.map(({reference}) => reference)).toEqual(images);
});

const pieces = fc.constantFrom(
  'FROM a',
  'RUN b',
  'ARG A=1',
  '\\',
  '`',
  '<<EOF',
  '<<-"X"',
  'EOF',
  'X',
  '#',
  '# escape=`',
  '"',
  "'",
  '$',
  '${',
  '}',
  ':-',
  '\t',
  ' ',
  '\n',
  '\n',
  '\r\n',
  '--from=',
  '--',
  '[',
  'ENV',
  'COPY',
  '=',
  '\uFEFF',
  'ü',
  '*',
);
const dockerfiles = fc.oneof(
  fc.array(pieces, {maxLength: 60}).map((all) => all.join('')),
  fc.string({unit: 'binary'}),
);

test('whatever the file is, it is parsed, and the line ranges are in order and inside of it', () => {
  fc.assert(
    fc.property(dockerfiles, (text) => {
      const parsed = parseDockerfile(text);
      readBuild(parsed);
      const lines = text.split('\n').length;
      let last = 0;
      for (const {startLine, endLine, keyword} of parsed.instructions) {
        expect(startLine).toBeGreaterThan(last);
        expect(endLine).toBeGreaterThanOrEqual(startLine);
        expect(keyword).not.toBe('');
        last = endLine;
      }
      expect(last).toBeLessThanOrEqual(lines);
    }),
    {numRuns: 2_000},
  );
});

test('every line that says something belongs to an instruction', () => {
  fc.assert(
    fc.property(dockerfiles, (text) => {
      const covered = new Set<number>();
      for (const {startLine, endLine} of parseDockerfile(text).instructions) {
        for (let line = startLine; line <= endLine; line += 1) covered.add(line);
      }
      text
        .replace(/^\uFEFF/, '')
        .split('\n')
        .forEach((line, index) => {
          const says = !/^\s*(#.*|[\\`]?\s*)$/.test(line.replace(/\r$/, ''));
          if (says) expect({line, covered: covered.has(index + 1)}).toEqual({line, covered: true});
        });
    }),
    {numRuns: 2_000},
  );
});

test('5,000 Dockerfiles are read in well under two seconds', () => {
  const text = `ARG R=r.example.org\nFROM $R/n/base AS build\n${'RUN apk add x \\\n  && y\n'.repeat(10)}FROM scratch\nCOPY --from=build /a /b\n`;
  const start = performance.now();
  for (let index = 0; index < 5_000; index += 1) readBuild(parseDockerfile(text));
  expect(performance.now() - start).toBeLessThan(2_000);
});
