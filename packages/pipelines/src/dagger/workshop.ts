import type {Client} from '@dagger.io/dagger/client';
import type {Environment} from '@gantry/process';
import type {BuildLog} from '../images';
import {sdkVersion} from './sdk-version';
import {findCli} from './session/find-cli';
import {openSession, type Session} from './session/open-session';
import {StepLog} from './session/step-log';

/** What the builds of one run share: the session, and what was found out about its engine. */
export interface Workshop {
  readonly session: Session;
  readonly steps: StepLog;
  /** A client whose requests end with `signal`. */
  connect(signal: AbortSignal): Client;
  /** `linux/amd64` and the like. */
  readonly defaultPlatform: string;
  /** See {@link ./push/shares-loopback}. */
  sharesLoopback(): Promise<boolean>;
  close(): Promise<void>;
}

export interface WorkshopOptions {
  readonly engine?: string | undefined;
  readonly cli?: string | undefined;
  readonly env: Environment;
  readonly privateFolder: string;
  readonly log: BuildLog;
}

/** @throws EngineError when no engine can be had */
export async function openWorkshop(options: WorkshopOptions): Promise<Workshop> {
  const {env, log} = options;
  const engine = options.engine || env._EXPERIMENTAL_DAGGER_RUNNER_HOST || undefined;
  const cli = findCli(options.cli, env);
  const where = engine ?? 'started by the CLI';
  const steps = new StepLog((versions) =>
    log.info(`Dagger engine ${versions.engine} (${where}), CLI ${versions.cli}, SDK ${sdkVersion}`),
  );
  if (engine === undefined)
    log.info('No Dagger engine is named: the CLI starts one with Docker, which may take a while');
  // Both take a moment, and neither needs the other.
  const [session, {connectClient}, {sharesLoopback}] = await Promise.all([
    openSession({cli, engine, env, privateFolder: options.privateFolder, onLine: (line) => steps.accept(line)}),
    import('./connect-client'),
    import('./push/shares-loopback'),
  ]);
  try {
    const dag = connectClient(session.address);
    const defaultPlatform = await dag.defaultPlatform();
    let shares: Promise<boolean> | undefined;
    return {
      session,
      steps,
      connect: (signal) => connectClient(session.address, signal),
      defaultPlatform,
      sharesLoopback: () => (shares ??= sharesLoopback(dag)),
      close: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw session.failure() ?? error;
  }
}
