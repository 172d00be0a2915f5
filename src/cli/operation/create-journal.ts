/**
 * What the cloud has answered while objects were being created, kept on disk until the state tells of them. A server
 * that is killed in between leaves objects that no state knows; the next apply creates them again, and is given the
 * answers of the first time for the calls that it repeats, so that nothing is made twice and nothing is lost.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import type { Cloud } from "../../cloud/cloud.ts";

interface Answer {
  readonly call: string;
  /** Of what was sent: another request is another object. */
  readonly input: string;
  readonly answer: string;
}

interface Entry extends Answer {
  readonly address: string;
}

const READS = /^(Get|List|Describe|Head|Lookup|Query|Scan|Search|Simulate|Validate)/;

export class CreateJournal {
  readonly #path: string;
  /** Of the apply that did not come to its end, by address. */
  readonly #earlier = new Map<string, Answer[]>();
  readonly #creating = new AsyncLocalStorage<string>();

  /** `isKnown` says whether the state has an object at that address; it needs no help then. */
  constructor(path: string, isKnown: (address: string) => boolean) {
    this.#path = path;
    if (!existsSync(path)) return;
    for (const { address, ...answer } of readEntries(path)) {
      if (isKnown(address)) continue;
      const known = this.#earlier.get(address);
      if (known) known.push(answer);
      else this.#earlier.set(address, [answer]);
    }
    // What is not used now is not used later: by then the cloud may have been told otherwise.
    rmSync(path);
  }

  /** Runs the creation of the object at that address. */
  create = <T>(address: string, run: () => Promise<T>): Promise<T> => this.#creating.run(address, run);

  /** The state is on disk. */
  close(): void {
    rmSync(this.#path, { force: true });
    this.stopWatching();
  }

  /** An AsyncLocalStorage that was used once costs every promise of the process its share until it is disabled. */
  stopWatching(): void {
    this.#creating.disable();
  }

  /** The cloud, with an eye on calls that create something. */
  watch(cloud: Cloud): Cloud {
    return {
      store: cloud.store,
      clock: cloud.clock,
      bus: cloud.bus,
      directory: cloud.directory,
      get endpoint() {
        return cloud.endpoint;
      },
      call: async (service, operation, input, options) => {
        const address = this.#creating.getStore();
        if (address === undefined || READS.test(operation)) return cloud.call(service, operation, input, options);
        const call = `${service}:${operation}`;
        const hash = createHash("sha256").update(serialize(input)).digest("base64");
        const known = this.#take(address, call, hash);
        const answer = known ?? (await cloud.call(service, operation, input, options));
        this.#note({ address, call, input: hash }, answer);
        return answer;
      },
    };
  }

  #take(address: string, call: string, input: string): Record<string, unknown> | undefined {
    const answers = this.#earlier.get(address);
    const index = answers?.findIndex((one) => one.call === call && one.input === input) ?? -1;
    const [found] = index === -1 ? [] : (answers?.splice(index, 1) ?? []);
    return found && (deserialize(Buffer.from(found.answer, "base64")) as Record<string, unknown>);
  }

  #note(entry: Omit<Entry, "answer">, answer: Record<string, unknown>): void {
    let text: string;
    try {
      text = serialize(answer).toString("base64");
    } catch {
      // A stream cannot be kept, and nothing that creates an object answers with one.
      return;
    }
    appendFileSync(this.#path, `${JSON.stringify({ ...entry, answer: text })}\n`, { mode: 0o600 });
  }
}

/** Up to the line that the kill has cut. */
function readEntries(path: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (const line of readFileSync(path, "utf8").split("\n").slice(0, -1)) entries.push(JSON.parse(line) as Entry);
  return entries;
}
