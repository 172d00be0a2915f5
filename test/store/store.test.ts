/** The promises of store.ts, kept by both stores; then what only the one on disk promises. */
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import type { Key, Store } from "../../src/store/store.ts";

let directory: string;
let open: Store[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "terrarium-store-"));
  open = [];
});
afterEach(async () => {
  for (const store of open) await store.close();
  rmSync(directory, { recursive: true });
});

async function opened(ephemeral: boolean): Promise<Store> {
  const store = await openStore({ directory, ephemeral });
  open.push(store);
  return store;
}

async function reopened(store: Store): Promise<Store> {
  await store.close();
  return opened(false);
}

const keysOf = (store: Store, options: Parameters<Store["range"]>[0]): Key[] =>
  [...store.range(options)].map(({ key }) => key);

describe.each([
  ["on disk", false],
  ["in memory", true],
])("a store %s", (_, ephemeral) => {
  test("keeps plain data of every kind", async () => {
    const store = await opened(ephemeral);
    const value = {
      text: "żółw \u0000",
      list: [1, -0.5, null, true],
      big: 2n ** 70n,
      at: new Date(86_400_000),
      bytes: new Uint8Array([0, 255]),
    };
    store.put(["k"], value);
    const read = store.get<typeof value>(["k"])!;
    expect({ ...read, bytes: [...read.bytes] }).toEqual({ ...value, bytes: [0, 255] });
    store.put(["raw"], new Uint8Array([193, 1, 2]));
    expect([...store.get<Uint8Array>(["raw"])!]).toEqual([193, 1, 2]);
  });

  test("a value read later is not changed by changing what was put", async () => {
    const store = await opened(ephemeral);
    const value = { list: [1] };
    store.put(["k"], value);
    value.list.push(2);
    expect(store.get(["k"])).toEqual({ list: [1] });
  });

  test("sees writes at once, in point reads and ranges", async () => {
    const store = await opened(ephemeral);
    store.put(["t", 2], "two");
    store.put(["t", 1], "one");
    expect(store.get(["t", 1])).toBe("one");
    expect(store.has(["t", 1])).toBe(true);
    expect([...store.range({ prefix: ["t"] })].map(({ value }) => value)).toEqual(["one", "two"]);
    expect(store.delete(["t", 1])).toBe(true);
    expect(store.delete(["t", 1])).toBe(false);
    expect(store.get(["t", 1])).toBeUndefined();
    expect(keysOf(store, { prefix: ["t"] })).toEqual([["t", 2]]);
  });

  test("orders numbers by value, strings by UTF-8 bytes, short tuples first", async () => {
    const store = await opened(ephemeral);
    const ordered: Key[] = [
      ["t"],
      ["t", false],
      ["t", -1e300],
      ["t", -2],
      ["t", -0.5],
      ["t", 0],
      ["t", 1e-9],
      ["t", 3],
      ["t", ""],
      ["t", "", 1],
      ["t", "\u0000"],
      ["t", "a"],
      ["t", "a", "b"],
      ["t", "a\u0000"],
      ["t", "ab"],
      ["t", "\uffff"],
      // U+10000 is D800 DC00 in UTF-16, which would sort before U+FFFF.
      ["t", "\u{10000}"],
    ];
    for (const key of ordered.toReversed()) store.put(key, 1);
    store.put(["s"], 1);
    store.put(["u"], 1);
    expect(keysOf(store, { prefix: ["t"] })).toEqual(ordered);
    expect(keysOf(store, { prefix: ["t"], reverse: true })).toEqual(ordered.toReversed());
    expect(keysOf(store, { prefix: ["t"], reverse: true, limit: 2 })).toEqual(ordered.toReversed().slice(0, 2));
  });

  test("bounds, both ways", async () => {
    const store = await opened(ephemeral);
    for (let n = 0; n < 10; n++) store.put(["n", n], n);
    const range = (options: object): unknown[] =>
      [...store.range({ prefix: ["n"], ...options })].map(({ value }) => value);
    expect(range({ after: ["n", 6] })).toEqual([7, 8, 9]);
    expect(range({ from: ["n", 7], before: ["n", 9] })).toEqual([7, 8]);
    expect(range({ to: ["n", 2], reverse: true })).toEqual([2, 1, 0]);
    expect(range({ after: ["n", 3], to: ["n", 5], reverse: true, limit: 1 })).toEqual([5]);
    expect(range({ limit: 0 })).toEqual([]);
  });

  test("deletePrefix takes what starts with the tuple and nothing else", async () => {
    const store = await opened(ephemeral);
    for (const key of [["a"], ["a", 1], ["a", "x", 2], ["ab"], ["b"]]) store.put(key, 1);
    expect(store.deletePrefix(["a"])).toBe(3);
    expect(keysOf(store, { prefix: [] })).toEqual([["ab"], ["b"]]);
  });

  test("agrees with a plain map under random writes", async () => {
    const store = await opened(ephemeral);
    const model = new Map<number, number>();
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed % below;
    };
    for (let step = 0; step < 20_000; step++) {
      const key = random(3000);
      if (random(3) === 0) expect(store.delete(["m", key])).toBe(model.delete(key));
      else {
        store.put(["m", key], step);
        model.set(key, step);
      }
    }
    const expected = [...model].sort(([left], [right]) => left - right);
    const found = [...store.range<number>({ prefix: ["m"] })].map(({ key, value }) => [key[1], value]);
    expect(found).toEqual(expected);
  });

  test("a range may be walked while its entries are removed", async () => {
    const store = await opened(ephemeral);
    for (let n = 0; n < 500; n++) store.put(["n", n], n);
    const seen: unknown[] = [];
    for (const { key, value } of store.range({ prefix: ["n"] })) {
      seen.push(value);
      store.delete(key);
    }
    expect(seen).toEqual(Array.from({ length: 500 }, (_, n) => n));
    expect(keysOf(store, { prefix: ["n"] })).toEqual([]);
  });
});

describe("the store on disk", () => {
  test("keeps what was closed, and merges it with what is written later", async () => {
    const first = await opened(false);
    for (let n = 0; n < 100; n++) first.put(["n", n], n);
    const second = await reopened(first);
    second.delete(["n", 5]);
    second.put(["n", 6], "new");
    second.put(["n", 6.5], "between");
    expect([...second.range({ prefix: ["n"], from: ["n", 4], to: ["n", 7] })].map(({ value }) => value)).toEqual([
      4,
      "new",
      "between",
      7,
    ]);
    const third = await reopened(second);
    expect(third.get(["n", 5])).toBeUndefined();
    expect(third.get(["n", 6])).toBe("new");
  });

  test("refuses a folder in use, naming the process", async () => {
    await opened(false);
    await expect(openStore({ directory })).rejects.toThrow(
      `The data folder ${directory} is in use by process ${process.pid}. Stop it, or use another folder`,
    );
  });

  test("takes over the lock of a process that is gone", async () => {
    await (await openStore({ directory })).close();
    writeFileSync(join(directory, "lock"), JSON.stringify({ pid: 2 ** 22 + 1, born: "boot:1" }));
    const store = await opened(false);
    expect(JSON.parse(readFileSync(join(directory, "lock"), "utf8"))).toMatchObject({ pid: process.pid });
    store.put(["k"], 1);
  });

  test("refuses a newer format", async () => {
    await (await openStore({ directory })).close();
    writeFileSync(join(directory, "format.json"), '{"format":99}');
    await expect(openStore({ directory })).rejects.toThrow(
      /written by a newer version of Terrarium in format 99; this version of Terrarium reads formats up to/,
    );
  });

  test.each(["format.json", "log-a", "data.mdb"])("does not start without its file %s", async (name) => {
    const store = await openStore({ directory });
    store.put(["k"], 1);
    await store.close();
    rmSync(join(directory, name));
    await expect(openStore({ directory })).rejects.toMatchObject({ code: "damaged" });
  });

  /** A closed store with 5,000 entries, all of them in the database file. */
  async function filled(): Promise<string> {
    const store = await openStore({ directory });
    for (let n = 0; n < 5000; n++) store.put(["n", n], { text: `value ${n}`, filler: "x".repeat(n % 300) });
    store.put(["large"], "y".repeat(50_000));
    await store.close();
    return join(directory, "data.mdb");
  }

  test("does not start on a database file that lost its end", async () => {
    const path = await filled();
    truncateSync(path, Math.floor(statSync(path).size / 2));
    await expect(openStore({ directory })).rejects.toMatchObject({ code: "damaged" });
  });

  test.each([0.1, 0.35, 0.6, 0.85])("notices pages overwritten with zeros at %d of the database file", async (part) => {
    const path = await filled();
    const bytes = readFileSync(path);
    bytes.fill(0, Math.floor(bytes.length * part), Math.floor(bytes.length * part) + 40_000);
    writeFileSync(path, bytes);
    await expect(readAll()).rejects.toMatchObject({ code: "damaged" });
  });

  test("notices a changed value when it is read", async () => {
    const path = await filled();
    const bytes = readFileSync(path);
    const at = bytes.lastIndexOf("value 4321");
    bytes.write("value 9999", at);
    writeFileSync(path, bytes);
    await expect(readAll()).rejects.toMatchObject({ code: "damaged" });
  });

  /** Either opening or reading has to fail: what is overwritten may be pages that are free. */
  async function readAll(): Promise<number> {
    const store = await opened(false);
    return [...store.range({ prefix: [] })].length;
  }

  test("notices a damaged record in the middle of the log, but not a torn one at its end", async () => {
    const store = await openStore({ directory });
    for (let n = 0; n < 3; n++) {
      store.put(["n", n], `value ${n}`);
      await store.committed();
    }
    // As a killed process leaves it: nothing was brought into the database.
    const log = readFileSync(join(directory, "log-a"));
    await store.close();
    const replay = async (change: (bytes: Buffer) => void): Promise<unknown[]> => {
      const crashed = mkdtempSync(join(tmpdir(), "terrarium-store-"));
      try {
        await (await openStore({ directory: crashed })).close();
        const bytes = Buffer.from(log);
        change(bytes);
        writeFileSync(join(crashed, "log-a"), bytes);
        const reopenedStore = await openStore({ directory: crashed });
        const values = [...reopenedStore.range({ prefix: ["n"] })].map(({ value }) => value);
        await reopenedStore.close();
        return values;
      } finally {
        rmSync(crashed, { recursive: true });
      }
    };
    expect(await replay(() => {})).toEqual(["value 0", "value 1", "value 2"]);
    expect(await replay((bytes) => bytes.write("torn", bytes.indexOf("value 2")))).toEqual(["value 0", "value 1"]);
    await expect(replay((bytes) => bytes.write("torn", bytes.indexOf("value 1")))).rejects.toMatchObject({
      code: "damaged",
    });
  });
});
