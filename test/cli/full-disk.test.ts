/**
 * A server whose disk fills up, on a small disk of its own: a tmpfs in a mount namespace, which Linux lets most users
 * make. What is refused says why, what was acknowledged stays, and writing goes on once there is room.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

// A busy machine takes its time to start programs.
vi.setConfig({ testTimeout: 120_000 });

const PROGRAM = process.env["TERRARIUM_PROGRAM"] ?? resolve(import.meta.dirname, "../../bin/terrarium.mjs");
const mount = 'mount -t tmpfs -o size=48m none "$0" && cd "$0"';
const folder = mkdtempSync(join(tmpdir(), "terrarium-disk-"));
const possible = spawnSync("unshare", ["-rm", "sh", "-c", mount, folder]).status === 0;
if (!possible) console.warn("A full disk is not tested: this system does not let its users mount one.");

let shell: ChildProcess;
let printed: string;

/** A shell on the small disk takes commands; the servers it starts print to the same place. */
beforeEach(() => {
  printed = "";
  shell = spawn("unshare", ["-rm", "sh", "-c", `${mount} && exec sh`, folder]);
  for (const output of [shell.stdout!, shell.stderr!]) output.on("data", (text) => (printed += text));
});
afterEach(async () => {
  const ended = new Promise((done) => shell.once("exit", done));
  await run("kill -9 $(cat pid) 2>/dev/null");
  shell.stdin!.end();
  await ended;
  rmSync(folder, { recursive: true });
});

let commands = 0;

async function run(command: string): Promise<string> {
  const mark = `-- ${++commands} --`;
  const from = printed.length;
  shell.stdin!.write(`${command}\necho '${mark}'\n`);
  await vi.waitFor(() => expect(printed.slice(from)).toContain(mark), { timeout: 60_000, interval: 20 });
  return printed.slice(from, printed.indexOf(mark, from));
}

/** Starts a server and returns a client of it. */
async function started(): Promise<DynamoDBClient> {
  const from = printed.length;
  await run(`${process.execPath} ${PROGRAM} start --port 0 & echo $! > pid`);
  await vi.waitFor(() => expect(printed.slice(from)).toContain("Ready."), { timeout: 60_000, interval: 20 });
  const endpoint = /at (http:\S+)/.exec(printed.slice(from))![1]!;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new DynamoDBClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
}

const fill = (): Promise<string> => run("cat /dev/zero > filler 2>/dev/null");

test.runIf(possible)("a full disk", async () => {
  let client = await started();
  await client.send(
    new CreateTableCommand({
      TableName: "table",
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  await client.send(new DescribeTableCommand({ TableName: "table" }));
  const filler = "x".repeat(100_000);
  const put = (n: number) =>
    client.send(new PutItemCommand({ TableName: "table", Item: { pk: { S: `p${n}` }, v: { S: filler } } }));
  const has = async (n: number) =>
    (await client.send(new GetItemCommand({ TableName: "table", Key: { pk: { S: `p${n}` } } }))).Item !== undefined;

  // The log's files are holes until they are first written to.
  for (let n = 0; n < 3; n++) await put(n);
  await fill();
  for (let n = 3; n < 6; n++) {
    await expect(put(n)).rejects.toMatchObject({
      name: "InternalServerError",
      message: "The disk with the data folder is full. Nothing is written until some is freed",
      $metadata: { httpStatusCode: 500 },
    });
  }
  expect(await has(2)).toBe(true);
  expect(printed.match(/disk with the data folder is full/g)).toHaveLength(1);

  await run("rm filler");
  await vi.waitFor(() => put(6), { timeout: 20_000, interval: 100 });
  expect(printed).toMatch(/can be written again/);

  // Killed on a full disk, started when there is room.
  await fill();
  await expect(put(7)).rejects.toThrow("full");
  await run("kill -9 $(cat pid); wait; rm filler");
  client = await started();
  for (const n of [0, 1, 2, 6]) expect(await has(n)).toBe(true);
  await put(8);
  expect(await has(8)).toBe(true);
});
