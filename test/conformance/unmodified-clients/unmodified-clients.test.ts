/**
 * Clients that know nothing of Terrarium, against the built program: terraform with hashicorp/aws and terraform with
 * our providers carry the same stack through its life; the AWS CLI and boto3 use it. What is not installed is skipped
 * with a notice. TERRARIUM_AWS_PROVIDER names the real provider's binary, as it lies in a filesystem mirror.
 */
import { execFile, spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { copyAdder, withZipMadeBeforehand, zipFunction } from "./adder-stack.ts";

const run = promisify(execFile);
const PROGRAM = process.env["TERRARIUM_PROGRAM"] ?? resolve(import.meta.dirname, "../../../bin/terrarium.mjs");
const works = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
const installed = {
  terraform: works("terraform", "version"),
  aws: works("aws", "--version"),
  boto3: works("python3", "-c", "import boto3"),
};
const provider = process.env["TERRARIUM_AWS_PROVIDER"];
if (!installed.terraform) console.warn("terraform is not installed: it is not run against the server");
if (!provider) console.warn("TERRARIUM_AWS_PROVIDER is not set: terraform is not run with the real provider");
for (const name of ["aws", "boto3"] as const) if (!installed[name]) console.warn(`${name} is not installed: not run`);

const home = mkdtempSync(join(tmpdir(), "unmodified-"));
const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await terrarium(folder, "stop").catch(() => undefined);
  rmSync(home, { recursive: true, force: true });
});

/** Where terraform finds the provider: the mirror is six folders above the binary. */
function environment(): NodeJS.ProcessEnv {
  if (!provider) return { ...process.env, CHECKPOINT_DISABLE: "1" };
  const file = join(home, "terraformrc");
  const mirror = resolve(provider, "../../../../../..");
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  return { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: file };
}

async function terrarium(folder: string, ...args: string[]): Promise<string> {
  const options = { env: environment(), maxBuffer: 1 << 26, timeout: 600_000 };
  return (await run(process.execPath, [PROGRAM, `-chdir=${folder}`, ...args], options)).stdout;
}

async function exitCode(folder: string, ...args: string[]): Promise<number> {
  return terrarium(folder, ...args).then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

async function newFolder(name: string): Promise<string> {
  const folder = join(home, name);
  folders.push(folder);
  copyAdder(folder);
  await terrarium(folder, "start", "-d", "--port", "0");
  return folder;
}

/** What is left in the cloud, as its own operations list it. */
async function leftovers(folder: string): Promise<string> {
  const { endpoint } = JSON.parse(await terrarium(folder, "status", "-json")) as { endpoint: string };
  const { LambdaClient, ListFunctionsCommand } = await import("@aws-sdk/client-lambda");
  const { DynamoDBClient, ListTablesCommand } = await import("@aws-sdk/client-dynamodb");
  const { IAMClient, ListRolesCommand } = await import("@aws-sdk/client-iam");
  const { SFNClient, ListStateMachinesCommand } = await import("@aws-sdk/client-sfn");
  const config = { endpoint, region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const found = await Promise.all([
    new LambdaClient(config).send(new ListFunctionsCommand({})).then((answer) => answer.Functions),
    new DynamoDBClient(config).send(new ListTablesCommand({})).then((answer) => answer.TableNames),
    new IAMClient(config)
      .send(new ListRolesCommand({}))
      .then((answer) => answer.Roles?.filter(({ RoleName }) => RoleName?.startsWith("adder"))),
    new SFNClient(config).send(new ListStateMachinesCommand({})).then((answer) => answer.stateMachines),
  ]);
  return JSON.stringify(found);
}

describe.skipIf(!installed.terraform)("terraform", () => {
  const cases: readonly (readonly [name: string, flags: readonly string[], skip: boolean])[] = [
    ["with hashicorp/aws", ["--real-provider"], !provider],
    ["with our providers", [], false],
  ];
  for (const [name, flags, skip] of cases) {
    test.skipIf(skip)(`${name}: apply, no changes, an update of the code, destroy, nothing left`, async () => {
      const real = flags.length > 0;
      const folder = await newFolder(real ? "real" : "ours");
      if (real) await withZipMadeBeforehand(folder);
      const terraform = (...args: string[]) => terrarium(folder, "terraform", ...args, ...flags);
      await terraform("init", "-input=false", "-no-color");
      expect(await terraform("apply", "-auto-approve", "-no-color")).toContain("Apply complete!");
      expect(await exitCode(folder, "terraform", "plan", "-detailed-exitcode", "-no-color", ...flags)).toBe(0);
      expect(JSON.parse(await terrarium(folder, "invoke", "adder", "-e", '{"x": 2, "y": 3}'))).toMatchObject({
        sum: 5,
      });

      appendFileSync(join(folder, "function/python/handler.py"), "\n# changed\n");
      if (real) await zipFunction(folder);
      expect(await terraform("apply", "-auto-approve", "-no-color")).toContain("0 added, 1 changed, 0 destroyed");
      expect(await exitCode(folder, "terraform", "plan", "-detailed-exitcode", "-no-color", ...flags)).toBe(0);

      expect(await terraform("destroy", "-auto-approve", "-no-color")).toContain("Destroy complete!");
      const state = JSON.parse(readFileSync(join(folder, "terraform.tfstate"), "utf8")) as { resources: unknown[] };
      expect(state.resources).toEqual([]);
      expect(await leftovers(folder)).toBe("[[],[],[],[]]");
    });
  }
});

describe("the AWS CLI and boto3", () => {
  test.skipIf(!installed.aws)("the CLI invokes, reads, starts an execution and tails logs", async () => {
    const folder = await newFolder("clients");
    await terrarium(folder, "apply", "-auto-approve");
    const aws = (...args: string[]) => terrarium(folder, "aws", ...args, "--output", "json");
    const answer = join(folder, "answer.json");
    const event = join(folder, "event.json");
    writeFileSync(event, '{"x": 20, "y": 22}');
    await aws("lambda", "invoke", "--function-name", "adder", "--payload", `fileb://${event}`, answer);
    expect(JSON.parse(readFileSync(answer, "utf8"))).toMatchObject({ sum: 42 });
    const { Items } = JSON.parse(await aws("dynamodb", "scan", "--table-name", "adder-sums")) as {
      Items: { id: { S: string } }[];
    };
    const key = JSON.stringify({ id: Items[0]?.id });
    const item = await aws("dynamodb", "get-item", "--table-name", "adder-sums", "--key", key);
    expect(JSON.parse(item)).toMatchObject({ Item: { sum: { N: "42" } } });
    const machine = (await terrarium(folder, "output", "-raw", "state_machine_arn")).trim();
    const input = ["--input", '{"x": 1, "y": 2}'];
    const started = await aws("stepfunctions", "start-execution", "--state-machine-arn", machine, ...input);
    const { executionArn } = JSON.parse(started) as { executionArn: string };
    await expect
      .poll(
        async () => {
          const text = await aws("stepfunctions", "describe-execution", "--execution-arn", executionArn);
          return (JSON.parse(text) as { status: string }).status;
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe("SUCCEEDED");
    // The CLI sends this one to a host of its own making.
    const definition = '{"Type": "Pass", "Result": {"x": 1}, "End": true}';
    const tested = await aws("stepfunctions", "test-state", "--definition", definition);
    expect(JSON.parse(tested)).toEqual({ output: '{"x":1}', status: "SUCCEEDED" });
    // Only version 2 has `tail`, which is this call with a layout of its own.
    const tail = works("aws", "logs", "tail", "help")
      ? ["tail", "/aws/lambda/adder"]
      : ["filter-log-events", "--log-group-name", "/aws/lambda/adder"];
    expect(await terrarium(folder, "aws", "logs", ...tail)).toContain("START RequestId");
  });

  test.skipIf(!installed.boto3)("boto3 does the same", async () => {
    const folder = join(home, "clients");
    if (!folders.includes(folder)) {
      await newFolder("clients");
      await terrarium(folder, "apply", "-auto-approve");
    }
    const variables = JSON.parse(await terrarium(folder, "env", "-json")) as Record<string, string>;
    const machine = (await terrarium(folder, "output", "-raw", "state_machine_arn")).trim();
    const { stdout } = await run("python3", ["-c", BOTO3, machine], { env: { ...process.env, ...variables } });
    expect(JSON.parse(stdout)).toEqual({ sum: 42, stored: "42", status: "SUCCEEDED", logged: true });
  });
});

const BOTO3 = `
import json, sys, time, boto3
answer = json.load(boto3.client("lambda").invoke(FunctionName="adder", Payload=b'{"x": 20, "y": 22}')["Payload"])
table = boto3.resource("dynamodb").Table("adder-sums")
stored = [table.get_item(Key={"id": item["id"]})["Item"] for item in table.scan()["Items"] if item["sum"] == 42]
states = boto3.client("stepfunctions")
arn = states.start_execution(stateMachineArn=sys.argv[1], input='{"x": 1, "y": 2}')["executionArn"]
while (status := states.describe_execution(executionArn=arn)["status"]) == "RUNNING":
    time.sleep(0.2)
events = boto3.client("logs").filter_log_events(logGroupName="/aws/lambda/adder")["events"]
logged = any("REPORT RequestId" in event["message"] for event in events)
print(json.dumps({"sum": answer["sum"], "stored": str(stored[0]["sum"]), "status": status, "logged": logged}))
`;
