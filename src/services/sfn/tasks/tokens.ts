/** Task tokens: who waits for one, and what is reported for it. */
import { createHash, randomBytes } from "node:crypto";
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

/** A token tells of itself whether it is one, so that one nobody waits for any more differs from an invented one. */
export function newToken(): string {
  const chance = randomBytes(CHANCE_BYTES);
  return Buffer.concat([chance, sealOf(chance)]).toString("base64");
}

const CHANCE_BYTES = 32;

const sealOf = (chance: Uint8Array): Buffer => createHash("sha256").update("task token").update(chance).digest();

function isToken(text: string): boolean {
  const bytes = Buffer.from(text, "base64");
  return bytes.length > CHANCE_BYTES && sealOf(bytes.subarray(0, CHANCE_BYTES)).equals(bytes.subarray(CHANCE_BYTES));
}

/** The one who waits for a token. Throws when nobody does; both sentences are AWS's. */
export function requireWaiting(token = ""): Waiting {
  const found = waiting.get(token);
  if (found) return found;
  throw isToken(token)
    ? new ServiceException("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
    : new ServiceException("InvalidToken", "Invalid Token: 'Invalid token'");
}
