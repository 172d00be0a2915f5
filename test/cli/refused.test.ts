/** Servers that cannot start say what is in the way and what to do about it. */
import { statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { VERSION } from "../../src/version.ts";
import { Folder } from "./support.ts";

// A busy machine takes its time to start programs.
vi.setConfig({ testTimeout: 120_000 });

let folder: Folder;

beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

test("a port in use", async () => {
  const other = createServer();
  const port = await new Promise<number>((listening) => {
    other.listen(0, "127.0.0.1", () => listening((other.address() as { port: number }).port));
  });
  const started = await folder.run(["start", "--port", String(port)]);
  other.close();
  expect(started).toMatchObject({
    code: 1,
    stderr: `Error: Port ${port} is in use by another program.\n\nChoose another one with --port N (0 picks a free one), or stop what listens there.\n`,
  });
});

test("a data directory in use", async () => {
  await folder.run(["start", "-d", "--port", "0"]);
  const second = await folder.run(["start", "--port", "0"]);
  expect(second).toMatchObject({ code: 1, stderr: expect.stringMatching(/in use|already/i) });
});

test("a data directory of a newer version", async () => {
  folder.write({ ".terrarium/data/store/format.json": JSON.stringify({ format: 7, version: "2.5.0" }) });
  folder.write({ ".terrarium/data/store/data.mdb": "" });
  const started = await folder.run(["start", "--port", "0"]);
  const data = join(folder.path, ".terrarium/data/store");
  expect(started).toMatchObject({
    code: 1,
    stderr: `Error: The data in ${data} was written by version 2.5.0 of Terrarium in format 7; version ${VERSION} of Terrarium reads formats up to 1. Use the version that wrote it, or another folder\n`,
  });
  expect(JSON.parse(folder.read(".terrarium/data/store/format.json"))).toEqual({ format: 7, version: "2.5.0" });
});

test("damaged data", async () => {
  await folder.run(["start", "-d", "--port", "0"]);
  await folder.run(["stop"]);
  const data = join(folder.path, ".terrarium/data/store/data.mdb");
  writeFileSync(data, Buffer.alloc(statSync(data).size, 0xff));
  const started = await folder.run(["start", "--port", "0"]);
  expect(started).toMatchObject({
    code: 1,
    stderr: `Error: The data file ${data} is damaged: its first page is not a database's. Restore the folder from a copy, or remove it to start afresh\n`,
  });
});

test("a port on which no server of this user runs", async () => {
  folder.write({ "main.tf": 'resource "aws_iam_user" "u" {\n  name = "u"\n}\n' });
  const planned = await folder.run(["plan"], { TERRARIUM_PORT: "1" });
  expect(planned).toMatchObject({ code: 1, stderr: "Error: No server of this user is running on TERRARIUM_PORT 1\n" });
});
