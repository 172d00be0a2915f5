/**
 * The main job on the built program: examples/adder becomes a running stack, is used, changed and taken down again; the
 * commands around it; and what starts no server at all.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join, resolve } from "node:path";
import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Folder } from "./support.ts";

// A busy machine takes its time to start programs.
vi.setConfig({ testTimeout: 180_000 });

const EXAMPLE = resolve(import.meta.dirname, "../../examples/adder");
const python = spawnSync("python3", ["--version"]).status === 0;
// The function's Node twin, as `npm start` deploys it where there is no Python.
const VARIABLES = python ? [] : ["-var", "runtime=nodejs22.x"];
const HANDLER = python ? "function/python/handler.py" : "function/node/handler.mjs";

let folder: Folder;

beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

/** Runs a command that is to succeed; returns what it printed. */
async function terrarium(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await folder.run(args);
  expect({ code, stderr: code === 0 ? "" : stderr }, args.join(" ")).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** An API's host is a name below localhost, which not every resolver knows. */
function request(url: URL): Promise<{ status: number | undefined; body: unknown }> {
  const options = { host: "127.0.0.1", port: url.port, path: url.pathname + url.search, headers: { host: url.host } };
  return new Promise((answer, fail) => {
    get(options, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => answer({ status: response.statusCode, body: JSON.parse(text) }));
    }).on("error", fail);
  });
}

test("examples/adder: apply, use it by every door, no changes, new code, destroy, nothing left", async () => {
  cpSync(EXAMPLE, folder.path, { recursive: true, filter: (path) => !/\.terra|tfstate|build$/.test(path) });
  const applied = await terrarium("apply", "-auto-approve", "-no-color", ...VARIABLES);
  expect(applied).toContain("Plan: 18 to add, 0 to change, 0 to destroy.");
  expect(applied).toContain("Apply complete! Resources: 18 added, 0 changed, 0 destroyed.");

  const { endpoint } = folder.server();
  const config = { endpoint, region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  expect(JSON.parse(await terrarium("invoke", "adder", "-e", '{"x": 2, "y": 3}'))).toEqual({ sum: 5 });
  const url = new URL(await terrarium("output", "-raw", "url"));
  expect(await request(new URL("add?x=20&y=22", url))).toEqual({ status: 200, body: { sum: 42 } });

  const states = new SFNClient(config);
  const stateMachineArn = await terrarium("output", "-raw", "state_machine_arn");
  const { executionArn } = await states.send(new StartExecutionCommand({ stateMachineArn, input: '{"x":1,"y":2}' }));
  await expect
    .poll(async () => (await states.send(new DescribeExecutionCommand({ executionArn }))).status, { timeout: 60_000 })
    .toBe("SUCCEEDED");

  const tables = new DynamoDBClient(config);
  const { Items = [] } = await tables.send(new ScanCommand({ TableName: "adder-sums" }));
  expect(Items.map((item) => Number(item["sum"]?.N)).sort((a, b) => a - b)).toEqual(expect.arrayContaining([5, 42]));
  const log = await terrarium("logs", "adder");
  for (const line of ["2 + 3 = 5", "20 + 22 = 42", "1 + 2 = 3"]) expect(log).toContain(line);
  expect(log.match(/REPORT RequestId/g)).toHaveLength(3);

  const again = await terrarium("plan", "-detailed-exitcode", "-no-color", ...VARIABLES);
  expect(again).toContain("No changes. Your infrastructure matches the configuration.");

  const code = readFileSync(join(folder.path, HANDLER), "utf8");
  expect(code).toContain("x + y");
  writeFileSync(join(folder.path, HANDLER), code.replace("x + y", "x + y + 1000"));
  expect(await terrarium("apply", "-auto-approve", "-no-color", ...VARIABLES)).toContain(
    "Apply complete! Resources: 0 added, 1 changed, 0 destroyed.",
  );
  expect(JSON.parse(await terrarium("invoke", "adder", "-e", '{"x": 2, "y": 3}'))).toEqual({ sum: 1005 });

  expect(await terrarium("destroy", "-auto-approve", "-no-color", ...VARIABLES)).toContain(
    "Destroy complete! Resources: 18 destroyed.",
  );
  expect(await terrarium("state", "list")).toBe("");
  expect((await new LambdaClient(config).send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  expect((await tables.send(new ListTablesCommand({}))).TableNames).toEqual([]);
});

test("a folder without aws resources starts no server and leaves none behind", async () => {
  folder.write({
    "main.tf": 'resource "terraform_data" "a" {\n  input = 1\n}\noutput "a" {\n  value = terraform_data.a.output\n}\n',
  });
  await terrarium("validate");
  await terrarium("plan");
  await terrarium("apply", "-auto-approve");
  expect(await terrarium("output", "-raw", "a")).toBe("1");
  await terrarium("graph");
  expect(existsSync(join(folder.path, ".terrarium/server.json"))).toBe(false);
});

test("start, status, env and stop speak of the same server", async () => {
  const started = await terrarium("start", "-d", "--port", "0");
  const { endpoint, pid } = folder.server();
  expect(started).toBe(`Ready at ${endpoint}. Stop it with: terrarium stop\n`);
  expect(JSON.parse(await terrarium("status", "-json"))).toMatchObject({ endpoint, pid, ephemeral: false });
  expect(JSON.parse(await terrarium("env", "-json"))).toMatchObject({ AWS_ENDPOINT_URL: endpoint });
  expect(await terrarium("start", "-d")).toBe(`Already running at ${endpoint}.\n`);
  expect(await terrarium("stop")).toBe(`Stopped the server at ${endpoint}.\n`);
  expect(existsSync(join(folder.path, ".terrarium/server.json"))).toBe(false);
});

test("doctor names what functions will find, and the server", async () => {
  const report = await terrarium("doctor");
  expect(report).toContain(`Node.js     ${process.versions.node}\n`);
  expect(report).toMatch(/^boto3 {7}(\/.+|not found: python3\.\* .+)$/m);
  expect(report).toMatch(/^AWS SDK {5}(\d+ clients in .+|not found: nodejs\* .+)$/m);
  expect(report).toMatch(/^Ruby {8}(ruby .+|not found: ruby\* functions cannot run)$/m);
  expect(report).toMatch(/^\.NET {8}(\d.+|not found: dotnet\* functions cannot run)$/m);
  expect(report).toMatch(/^Sandbox {5}(Linux namespaces|separate processes only: .+)$/m);
  expect(report).toContain("Server      not running for this folder\n");
});

test("a port that is none, from the flag and from the environment", async () => {
  expect(await folder.run(["start", "--port", "no"])).toMatchObject({
    code: 1,
    stderr: 'Error: --port must be a number from 0 to 65535, not "no".\n',
  });
  expect(await folder.run(["start"], { GATEWAY_PORT: "70000" })).toMatchObject({
    code: 1,
    stderr: 'Error: GATEWAY_PORT must be a number from 0 to 65535, not "70000".\n',
  });
  expect(await folder.run(["start"], { GATEWAY_LISTEN: "127.0.0.1:x" })).toMatchObject({
    code: 1,
    stderr: 'Error: The port of GATEWAY_LISTEN must be a number from 0 to 65535, not "x".\n',
  });
});

test("a remote state is set aside with a notice, on every command that has to do with the state", async () => {
  const value = 'output "a" {\n  value = 1\n}\n';
  for (const [block, summary] of [
    ['backend "s3" {\n    bucket = "b"\n    key    = "k"\n    region = "us-east-1"\n  }', "Backend set aside"],
    ['cloud {\n    organization = "o"\n  }', "HCP Terraform set aside"],
  ] as const) {
    folder.write({ "main.tf": `terraform {\n  ${block}\n}\n${value}` });
    for (const command of [["init"], ["apply", "-auto-approve"]]) {
      expect(await terrarium(...command, "-no-color"), command[0]).toContain(`Warning: ${summary}`);
    }
    expect(await terrarium("output", "-raw", "a")).toBe("1");
  }
});

test("a server ends in good order when its folder is gone", async () => {
  const home = folder.write({ "home/main.tf": "" });
  const running = home.start(["-chdir=home", "start", "--port", "0"]);
  await running.shows("Ready.");
  rmSync(join(folder.path, "home"), { recursive: true });
  running.child.kill("SIGTERM");
  expect(await running.finished).toMatchObject({ code: 0, stderr: "" });
});
