import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { builtArchive } from "./built-archives.ts";
import type { ArchiveEntry } from "./entries.ts";

let folder: string;
let file: string;
let made: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "terrarium-archives-"));
  file = join(folder, "a.zip");
  made = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (changes: Partial<ArchiveEntry> = {}): ArchiveEntry => ({
  name: "handler.py",
  data: Buffer.from("x = 1"),
  mode: 0o644,
  ...changes,
});

/** How often the archive has been made when it has been asked for with these contents. */
function build(entries: readonly ArchiveEntry[] = [entry()], type = "zip", isThere = true): number {
  builtArchive(file, type, entries, () => {
    made++;
    if (isThere) writeFileSync(file, `archive ${made}`);
    return { outputs: { id: `${made}` }, isThere };
  });
  return made;
}

test("an archive that lies where it was put is not made again", () => {
  expect([build(), build(), build()]).toEqual([1, 1, 1]);
});

test.each<[string, readonly ArchiveEntry[], string?]>([
  ["data", [entry({ data: Buffer.from("x = 2") })]],
  ["a name", [entry({ name: "other.py" })]],
  ["a mode", [entry({ mode: 0o755 })]],
  ["no mode", [entry({ mode: undefined })]],
  ["a further file", [entry(), entry({ name: "b.py" })]],
  ["bytes that move from one file to the next", [entry({ data: Buffer.from("x = ") }), entry({ name: "1" })]],
  ["a type", [entry()], "tar.gz"],
])("it is made again for %s", (_, entries, type) => {
  build();
  expect(build(entries, type)).toBe(2);
});

test.each<[string, () => void]>([
  ["removed", () => rmSync(file)],
  ["written again", () => writeFileSync(file, "something longer than before")],
  ["touched", () => utimesSync(file, new Date(0), new Date(0))],
  [
    "replaced",
    () => {
      writeFileSync(`${file}.new`, "archive 1");
      renameSync(`${file}.new`, file);
    },
  ],
])("it is made again when the file was %s", (_, disturb) => {
  build();
  disturb();
  expect(build()).toBe(2);
});

test("what was only worked out, and is not there, is not remembered", () => {
  expect([build([entry()], "zip", false), build(), build()]).toEqual([1, 2, 2]);
});
