/** Work beside the requests: it ends with the service, and never outlives the store it works on. */
import type { Clock } from "../../cloud/clock.ts";
import type { Store } from "../../store/store.ts";

const stopped = new WeakSet<Store>();

export function allowBackgroundWork(store: Store): void {
  stopped.delete(store);
}

export function endBackgroundWork(store: Store): void {
  stopped.add(store);
}

/** `goesOn` has to be asked after every wait. */
export function inBackground(store: Store, work: (goesOn: () => boolean) => Promise<void>): void {
  const goesOn = (): boolean => !stopped.has(store);
  work(goesOn).catch((error: Error) => {
    if (goesOn()) process.emitWarning(error);
  });
}

/** Calls back at a time of the cloud's, unless the service has been stopped by then. */
export function whenTimeComes(
  { store, clock }: { store: Store; clock: Clock },
  at: number,
  callback: () => void,
): void {
  clock.at(at, () => {
    if (!stopped.has(store)) callback();
  });
}
