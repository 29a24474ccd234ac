import type {IncomingHttpHeaders} from 'node:http';

/** A request that passed a test proxy. */
export interface SeenRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Of the answer; `undefined` while there is none, or when the connection was cut before it. */
  status: number | undefined;
  /** Of the body. */
  requestBytes: number;
  /** Of the body, as far as it was passed on. */
  responseBytes: number;
}

/** What goes wrong, and for which requests. With `delayMs` or `headers` alone the target answers, later or changed. */
export interface Fault {
  readonly method?: string;
  /** Tested against path and query. */
  readonly path?: RegExp;
  /** Further conditions. */
  readonly when?: (request: Readonly<SeenRequest>) => boolean;
  /** How many requests it meets. Default: every one. */
  readonly times?: number;
  /** Waits this long before anything else. */
  readonly delayMs?: number;
  /** Answers with this status; the target is not asked. */
  readonly status?: number;
  /** Of the answer, in addition to what the target sends. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the answer, together with `status`. */
  readonly body?: string;
  /** Cuts the connection when this much of the request's body has come; the target is not asked. */
  readonly cutRequestAfterBytes?: number;
  /** Cuts the connection when this much of the target's body has been passed on. */
  readonly cutResponseAfterBytes?: number;
}

const turnsTaken = new WeakMap<Fault, number>();

/** The first fault that fits and has turns left; it loses one. */
export function findFault(faults: readonly Fault[], request: SeenRequest): Fault | undefined {
  const fault = faults.find(
    (candidate) =>
      (candidate.method === undefined || candidate.method === request.method) &&
      (candidate.path === undefined || candidate.path.test(request.path)) &&
      (candidate.when === undefined || candidate.when(request)) &&
      (turnsTaken.get(candidate) ?? 0) < (candidate.times ?? Infinity),
  );
  if (fault) turnsTaken.set(fault, (turnsTaken.get(fault) ?? 0) + 1);
  return fault;
}
