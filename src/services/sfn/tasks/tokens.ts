/** Task tokens: who waits for one, and what is reported for it. */
import { ServiceException } from "../../../wire/service-exception.ts";
import { StateFailure } from "../language/failure.ts";
import type { Execution } from "../language/interpreter.ts";
import type { Json } from "../language/json.ts";

interface Waiting {
  readonly succeed: (output: Json) => void;
  readonly fail: (failure: StateFailure) => void;
  readonly beat: () => void;
}

const waiting = new Map<string, Waiting>();

/** Resolves with what SendTaskSuccess brings; rejects with SendTaskFailure's error or when heartbeats fail to come. */
export function awaitToken(
  token: string,
  { clock, signal }: Execution,
  heartbeatSeconds: number | undefined,
): Promise<Json> {
  return new Promise<Json>((resolve, reject) => {
    let cancel = () => {};
    const end = () => {
      cancel();
      waiting.delete(token);
    };
    const fail = (failure: StateFailure) => {
      end();
      reject(failure);
    };
    const beat = () => {
      cancel();
      if (heartbeatSeconds === undefined) return;
      cancel = clock.at(clock.now() + heartbeatSeconds * 1000, () =>
        fail(new StateFailure("States.HeartbeatTimeout", undefined)),
      );
    };
    const succeed = (output: Json) => {
      end();
      resolve(output);
    };
    signal.addEventListener("abort", end, { once: true });
    waiting.set(token, { succeed, fail, beat });
    beat();
  });
}

/** The one who waits for a token. Throws when nobody does. */
export function requireWaiting(token: string | undefined): Waiting {
  const found = waiting.get(token ?? "");
  if (found) return found;
  throw new ServiceException("InvalidToken", "Invalid Token: 'Invalid token'");
}
