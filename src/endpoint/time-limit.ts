/** A time limit on work that cannot be stopped: whoever waits goes on, the work ends when it ends. */
import type { Clock } from "../cloud/clock.ts";

export class TimedOut extends Error {}

/** Rejects with TimedOut when the work takes longer than that, by the cloud's clock. */
export async function within<Result>(clock: Clock, milliseconds: number, work: Promise<Result>): Promise<Result> {
  let cancel: (() => void) | undefined;
  const limit = new Promise<never>((_, reject) => {
    cancel = clock.at(clock.now() + milliseconds, () => reject(new TimedOut("Endpoint request timed out")));
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    cancel?.();
  }
}
