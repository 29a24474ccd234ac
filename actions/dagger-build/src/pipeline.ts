import {dirname, join} from 'node:path';
import {runPipelineProcess} from '@gantry/pipelines/dagger/pipeline-process';

runPipelineProcess(join(dirname(dirname(process.argv[1] ?? '')), 'loader', 'index.js'));
