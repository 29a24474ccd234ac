export {buildInputs, type BuildInputs} from './build-inputs';
export {formatResults, reportResults} from './report-results';
export {runBuild, type RunBuildRequest} from './run-build';
