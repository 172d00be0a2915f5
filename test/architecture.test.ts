/**
 * Who may import whom: the rooms of src/ and their rules, as ARCHITECTURE.md gives them. Fails on a room it does not
 * know and when it finds nothing to check.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");

/** Room -> rooms it may import. `version` is the file of the two version numbers. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  shapes: [],
  store: [],
  hcl: [],
  version: [],
  wire: ["shapes", "version"],
  cloud: ["store", "wire", "version"],
  endpoint: ["cloud", "store", "wire", "version"],
  runtime: ["cloud", "wire", "version"],
  services: ["cloud", "store", "endpoint", "runtime", "wire", "shapes", "version"],
  server: ["wire", "shapes", "services", "cloud", "store", "endpoint", "runtime", "version"],
  terraform: ["hcl", "cloud", "version"],
  providers: ["terraform", "cloud", "hcl", "wire", "version"],
  plugin: ["terraform", "providers", "cloud", "version"],
  cli: [
    "cloud",
    "server",
    "plugin",
    "terraform",
    "providers",
    "hcl",
    "wire",
    "store",
    "services",
    "runtime",
    "version",
  ],
  index: ["cloud", "server", "plugin", "terraform", "providers", "cli", "store", "wire", "version"],
};

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
);

const roomOf = (file: string): string => (file.split("/")[0] as string).replace(/\.ts$/, "");

/** Every import of a file of ours in a file, static, dynamic or of types only. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), "utf8");
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)"(\.[^"]+)"/g)].map((match) =>
    relative(SRC, resolve(SRC, dirname(file), match[1] as string)),
  );
}

test("there is something to check, and every folder is a known room", () => {
  expect(files.length).toBeGreaterThan(100);
  expect([...new Set(files.map(roomOf))].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
});

test("rooms import only what they may", () => {
  const wrong = files.flatMap((file) => {
    const room = roomOf(file);
    return importsOf(file)
      .filter((target) => roomOf(target) !== room && !(MAY_IMPORT[room] ?? []).includes(roomOf(target)))
      .map((target) => `${file} -> ${target}`);
  });
  expect(wrong).toEqual([]);
});

test("services never import one another", () => {
  const serviceOf = (file: string): string | undefined => /^services\/([^/]+)\//.exec(file)?.[1];
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => serviceOf(file) && serviceOf(target) && serviceOf(file) !== serviceOf(target))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("providers never import one another, except the framework they share", () => {
  const providerOf = (file: string): string | undefined => /^providers\/([^/]+)\//.exec(file)?.[1];
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => {
        const [from, to] = [providerOf(file), providerOf(target)];
        return from && to && to !== "framework" && from !== to;
      })
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

/** One file of every circle in which a language calls itself: an expression holds expressions, a Map runs a machine. */
const RECURSIVE = [
  "hcl/parse-expression.ts",
  "terraform/lang/evaluate.ts",
  "terraform/lang/unify.ts",
  "terraform/lang/yaml/decode.ts",
  "terraform/render/json-diff.ts",
  "services/sfn/language/interpreter.ts",
  "services/sfn/language/json-path.ts",
  // A replica's write is a write.
  "services/dynamodb/item/write-item.ts",
];

test("values are imported in a circle only where what they work on is recursive", () => {
  const imports = new Map(files.map((file) => [file, valueImportsOf(file)]));
  const reaches = (from: string, target: string, seen: Set<string>): boolean =>
    (imports.get(from) ?? []).some((next) => {
      if (next === target) return true;
      if (seen.has(next) || RECURSIVE.includes(next)) return false;
      seen.add(next);
      return reaches(next, target, seen);
    });
  const circles = files.filter((file) => reaches(file, file, new Set()));
  expect(circles.sort()).toEqual([...RECURSIVE].sort());
});

/** Static imports that are there when the program runs; those of types only are not. */
function valueImportsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), "utf8");
  return [...text.matchAll(/^(?:import|export) (?!type\b)([^;]*?) from "(\.[^"]+)"/gm)]
    .filter(([, names = ""]) => !/^\{\s*(type [^,]+,?\s*)+\}$/.test(names))
    .map((match) => relative(SRC, resolve(SRC, dirname(file), match[2] as string)));
}
