// A native pipeline: the version is read, never run.
export default {
  version: 'v0.61.1',
  build({dag}: {dag: {container(): unknown}}) {
    return dag.container();
  },
};
