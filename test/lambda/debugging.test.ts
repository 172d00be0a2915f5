/** A function under a debugger: the inspector listens, and time does not run out. */

import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, invoke, lambdaClient } from "./support.ts";

let cloud: TestCloud | undefined;

afterEach(async () => {
  await cloud?.stop();
  vi.unstubAllEnvs();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("the inspector listens at the function's port, and its timeout is not counted", async () => {
  const port = await freePort();
  vi.stubEnv("TERRARIUM_LAMBDA_DEBUG", `debugged:${port}`);
  cloud = await startTestCloud();
  const client = lambdaClient(cloud);
  const code = `exports.handler = async () => {
    await new Promise((done) => setTimeout(done, 1300));
    const targets = await (await fetch("http://127.0.0.1:${port}/json/list")).json();
    return targets[0].type;
  };`;
  await createNodeFunction(client, "debugged", code, { Timeout: 1 });
  expect((await invoke(client, "debugged")).value).toBe("node");
  // Between invocations other functions are stopped; this one still answers its debugger.
  await new Promise((done) => setTimeout(done, 100));
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { type: string }[];
  expect(targets[0]?.type).toBe("node");
});
