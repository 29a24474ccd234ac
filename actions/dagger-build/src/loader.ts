export {load, resolve} from '@gantry/pipelines/dagger/loader-hooks';
