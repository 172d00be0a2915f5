/** Work with the time limit of its state. */
import { StateFailure } from "../language/failure.ts";
import type { Execution } from "../language/interpreter.ts";

/** Rejects with States.Timeout when the work takes longer, and with the abort's reason when the execution ends. */
export async function withTimeout<Result>(
  { clock, signal }: Execution,
  seconds: number | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    const cancel =
      seconds === undefined
        ? () => {}
        : clock.at(clock.now() + seconds * 1000, () => reject(new StateFailure("States.Timeout", undefined)));
    signal.addEventListener("abort", abort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => {
        cancel();
        signal.removeEventListener("abort", abort);
      });
  });
}
