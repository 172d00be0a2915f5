/** Servers that cannot start say what is in the way and what to do about it. */
import { createServer } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
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
