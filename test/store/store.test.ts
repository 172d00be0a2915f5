/** The promises of store.ts, kept by both stores; then what only the one on disk promises. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
      /has format 99, and this version of Terrarium reads formats/,
    );
  });

  test.each(["format.json", "log-a", "data.mdb"])("does not start without its file %s", async (name) => {
    const store = await openStore({ directory });
    store.put(["k"], 1);
    await store.close();
    rmSync(join(directory, name));
    await expect(openStore({ directory })).rejects.toMatchObject({ code: "damaged" });
  });
});
