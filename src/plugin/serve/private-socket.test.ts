import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listenPrivately } from "./private-socket.ts";

const maskNow = (): number => Number.parseInt(execFileSync("sh", ["-c", "umask"], { encoding: "utf8" }), 8);

test("sockets made at the same time are private, and what is made afterwards is as before", async () => {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-sockets-"));
  const before = maskNow();
  const paths = ["a", "b", "c"].map((name) => join(folder, name));
  const servers = paths.map(() => createServer());
  try {
    await Promise.all(servers.map((server, at) => listenPrivately(server, paths[at] as string)));
    expect(paths.map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    expect(maskNow()).toBe(before);
  } finally {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a path that cannot be listened at is told, and the mask is as before", async () => {
  const before = maskNow();
  await expect(listenPrivately(createServer(), join(tmpdir(), "not/there/socket"))).rejects.toThrow("listen");
  expect(maskNow()).toBe(before);
});
