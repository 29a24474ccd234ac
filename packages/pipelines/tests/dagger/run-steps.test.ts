import {findRunStep, listRunSteps} from '../../src/dagger/dockerfile/run-steps';

const dockerfile = `# syntax comes first
ARG CONTAINER_APP_VERSION=1.0
FROM golang AS build
RUN --mount=type=cache,target=/root/.cache go build \\
    # the tags that it needs
    -tags 'netgo,sqlite_fts5' \\
    -o /out ./cmd
RUN <<EOF
set -e
echo "building $CONTAINER_APP_VERSION"
EOF
SHELL ["/bin/bash", "-c"]
RUN ["/bin/ls", "-l", "/a b"]
FROM scratch
RUN echo last
`;

const steps = listRunSteps(dockerfile);

test.each([
  [['/bin/sh', '-c', "go build     -tags 'netgo,sqlite_fts5'     -o /out ./cmd"], 4, 7],
  [['/bin/sh', '-c', 'set -e\necho "building $CONTAINER_APP_VERSION"\n'], 8, 11],
  [['/bin/ls', '-l', '/a b'], 13, 13],
  [['/bin/bash', '-c', 'echo last'], 15, 15],
])('%j stands on lines %d to %d', (command, startLine, endLine) => {
  expect(findRunStep(steps, command)).toMatchObject({startLine, endLine});
});

test('a command of no RUN has no lines', () => {
  expect(findRunStep(steps, ['/bin/sh', '-c', 'make'])).toBeUndefined();
});
