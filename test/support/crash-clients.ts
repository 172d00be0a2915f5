/**
 * Clients that write to two tables and know what they were told: of each, everything but the last request has been
 * acknowledged, and that one may have taken effect or not, but wholly.
 */
export type Call = (operation: string, input: object) => Promise<Record<string, unknown>>;

export const tables = ["crash-one", "crash-two"] as const;
const [one, two] = tables;

/** Values of a client's items by key, in both tables; deleted ones are missing. */
export type State = ReadonlyMap<string, number>;

interface Attempt {
  readonly changes: readonly (readonly [key: string, value: number | undefined])[];
  send(call: Call): Promise<unknown>;
}

const wireItem = (pk: string, value: number): object => ({
  pk: { S: pk },
  v: { N: String(value) },
  g: { S: `g${value % 3}` },
  filler: { S: "x".repeat(value % 700) },
});

export class CrashClient {
  readonly #name: string;
  #acknowledged = new Map<string, number>();
  #pending: Attempt | undefined;
  #count = 0;
  writes = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Writes until the server does not answer. */
  async run(call: Call): Promise<void> {
    for (;;) {
      const attempt = this.#nextAttempt();
      this.#pending = attempt;
      try {
        await attempt.send(call);
      } catch {
        return;
      }
      this.#acknowledged = applied(this.#acknowledged, attempt);
      this.#pending = undefined;
      this.writes++;
    }
  }

  /** What is found must be what was acknowledged, with or without the whole of the pending request. */
  settle(found: State): void {
    const own = new Map([...found].filter(([key]) => key.includes(`/${this.#name}-`)));
    const possible = [this.#acknowledged, ...(this.#pending ? [applied(this.#acknowledged, this.#pending)] : [])];
    const match = possible.find((state) => sameState(state, own));
    if (!match) {
      throw new Error(
        `Client ${this.#name} was told ${show(this.#acknowledged)}, with ${JSON.stringify(this.#pending?.changes)} under way, and finds ${show(own)}`,
      );
    }
    this.#acknowledged = new Map(own);
    this.#pending = undefined;
  }

  #nextAttempt(): Attempt {
    const value = ++this.#count;
    const pk = `${this.#name}-${value % 4}`;
    const key = { pk: { S: pk } };
    switch (value % 7) {
      case 3:
        return {
          changes: [[`${one}/${pk}`, undefined]],
          send: (call) => call("DeleteItem", { TableName: one, Key: key }),
        };
      case 4:
      case 6: {
        const put = (TableName: string): object => ({ Put: { TableName, Item: wireItem(pk, value) } });
        return {
          changes: [
            [`${one}/${pk}`, value],
            [`${two}/${pk}`, value],
          ],
          send: (call) => call("TransactWriteItems", { TransactItems: [put(one), put(two)] }),
        };
      }
      case 5:
        return {
          changes: [[`${one}/${pk}`, value]],
          send: (call) =>
            call("UpdateItem", {
              TableName: one,
              Key: key,
              UpdateExpression: "SET v = :v, g = :g",
              ExpressionAttributeValues: { ":v": { N: String(value) }, ":g": { S: `g${value % 3}` } },
            }),
        };
      default:
        return {
          changes: [[`${one}/${pk}`, value]],
          send: (call) => call("PutItem", { TableName: one, Item: wireItem(pk, value) }),
        };
    }
  }
}

function applied(state: State, { changes }: Attempt): Map<string, number> {
  const next = new Map(state);
  for (const [key, value] of changes) {
    if (value === undefined) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

function sameState(left: State, right: State): boolean {
  return left.size === right.size && [...left].every(([key, value]) => right.get(key) === value);
}

function show(state: State): string {
  return JSON.stringify(Object.fromEntries(state));
}
