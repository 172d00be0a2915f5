/**
 * What goes on around single resources when the real terraform works with our providers: functions, ephemeral values,
 * generated configuration, several commands at once, large messages, a server that is not there or stops on the way.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { StandInProcess } from "../../../src/cli/background/stand-in-process.ts";
import { type ServedProviders, serveProviders } from "../../../src/plugin/serve/reattach.ts";
import { awsProvider } from "../../../src/providers/aws/provider.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { CLIENTS, isThere, type Outcome, terraform } from "./terraform.ts";

const ENVIRONMENT = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

describe.skipIf(!isThere).each(CLIENTS)("served providers by $name", (client) => {
  let cloud: TestCloud;
  let sockets: string;
  let served: ServedProviders;
  let directory: string;
  /** Terraform kills the process whose socket it does not reach: not this one. */
  const standIn = new StandInProcess();

  async function serve(): Promise<ServedProviders> {
    const host = { cloud: async () => cloud.cloud, directory: sockets, environment: ENVIRONMENT };
    return serveProviders(sockets, host, await standIn.pid());
  }
  const runIn = (folder: string, ...args: string[]): Promise<Outcome> =>
    terraform(folder, served.reattach, args, ENVIRONMENT, undefined, client.program);
  const run = (...args: string[]): Promise<Outcome> => runIn(directory, ...args);
  const write = (text: string): Promise<void> => writeFile(join(directory, "main.tf"), text);
  const apply = (): Promise<Outcome> => run("apply", "-input=false", "-auto-approve", "-no-color");
  async function applied(): Promise<void> {
    const { code, stderr, stdout } = await apply();
    expect(code, stdout + stderr).toBe(0);
  }
  const output = async (name: string): Promise<unknown> => JSON.parse((await run("output", "-json", name)).stdout);

  beforeAll(async () => {
    cloud = await startTestCloud();
    sockets = await mkdtemp(join(tmpdir(), "served-"));
    served = await serve();
  });
  afterAll(async () => {
    await served?.close();
    await cloud?.stop();
    standIn.end();
    if (sockets) await rm(sockets, { recursive: true });
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "served-stack-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  test("functions of providers", async () => {
    await write(`
terraform {
  required_providers {
    aws  = { source = "hashicorp/aws" }
    time = { source = "hashicorp/time" }
  }
}
output "service" { value = provider::aws::arn_parse("arn:aws:iam::123456789012:role/a/b").service }
output "trimmed" { value = provider::aws::trim_iam_role_path("arn:aws:iam::123456789012:role/a/b") }
output "year" { value = provider::time::rfc3339_parse("2024-05-06T07:08:09Z").year }
`);
    await applied();
    expect(await output("service")).toBe("iam");
    expect(await output("trimmed")).toBe("arn:aws:iam::123456789012:role/b");
    expect(await output("year")).toBe(2024);
  });

  test("a function's refusal is told at its argument", async () => {
    await write(`
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
output "parsed" { value = provider::aws::arn_parse("no ARN") }
`);
    const { code, stderr } = await run("plan", "-input=false", "-no-color");
    expect(code).toBe(1);
    expect(stderr).toContain(client.sentences.functionFailed);
  });

  test("ephemeral values, in the configuration of another provider", async () => {
    await write(`
ephemeral "random_password" "secret" {
  length = 20
}
provider "aws" {
  alias      = "other"
  access_key = "123456789012"
  secret_key = ephemeral.random_password.secret.result
}
data "aws_caller_identity" "other" {
  provider = aws.other
}
output "account" { value = data.aws_caller_identity.other.account_id }
`);
    await applied();
    expect(await output("account")).toBe("123456789012");
    expect(await readFile(join(directory, "terraform.tfstate"), "utf8")).not.toContain("random_password");
  });

  test("configuration generated for what is imported plans no change", async () => {
    const name = `generated-by-${client.name}`;
    await cloud.cloud.call("cloudwatch-logs", "CreateLogGroup", { logGroupName: name, tags: { a: "b" } });
    await cloud.cloud.call("iam", "CreateGroup", { GroupName: name });
    const imported = (type: string): string => `import {\n  to = ${type}.found\n  id = "${name}"\n}\n`;
    // A log group's name and name_prefix exclude each other, and the one that is not set is an empty text in its state.
    const conflicting = client.generatesNulls ? imported("aws_cloudwatch_log_group") : "";
    await write(imported("aws_iam_group") + conflicting);
    const planned = await run("plan", "-input=false", "-no-color", "-generate-config-out=generated.tf");
    expect(planned.stdout + planned.stderr).toContain(
      `${client.generatesNulls ? 2 : 1} to import, 0 to add, 0 to change, 0 to destroy`,
    );
    await applied();
    expect((await run("plan", "-input=false", "-detailed-exitcode")).code).toBe(0);
  });

  test("tests of a configuration, applied and planned", async () => {
    await write('variable "name" {}\nresource "aws_sfn_activity" "a" {\n  name = var.name\n}\n');
    const block = (command: string, name: string, expected: string): string =>
      `run "${name}" {
  command = ${command}
  variables {
    name = "${name}"
  }
  assert {
    condition     = aws_sfn_activity.a.name == "${expected}"
    error_message = "The name is \${aws_sfn_activity.a.name}."
  }
}
`;
    const file = join(directory, "main.tftest.hcl");
    await writeFile(file, block("apply", "tested", "tested") + block("plan", "planned", "planned"));
    const passed = await run("test", "-no-color");
    expect(passed.code, passed.stdout + passed.stderr).toBe(0);
    expect(passed.stdout).toContain("2 passed, 0 failed.");
    await writeFile(file, block("apply", "wrong", "other"));
    const failed = await run("test", "-no-color");
    expect(failed.code).toBe(1);
    expect(failed.stdout + failed.stderr).toContain("The name is wrong.");
    const { activities } = await cloud.cloud.call("sfn", "ListActivities", {});
    const left = (activities as readonly { readonly name: string }[]).map(({ name }) => name);
    expect(left).not.toContain("tested");
    expect(left).not.toContain("wrong");
  });

  test("import by command, after which nothing changes", async () => {
    const name = "imported-by-command";
    await cloud.cloud.call("cloudwatch-logs", "CreateLogGroup", { logGroupName: name, tags: { a: "b" } });
    await write(
      `resource "aws_cloudwatch_log_group" "found" {\n  name = "${name}"\n  tags = { a = "b" }\n}\nresource "aws_sfn_activity" "none" {\n  name = "none"\n}\n`,
    );
    const imported = await run("import", "-input=false", "-no-color", "aws_cloudwatch_log_group.found", name);
    expect(imported.code, imported.stdout + imported.stderr).toBe(0);
    expect(imported.stdout).toContain("Import successful!");
    const missing = await run("import", "-input=false", "-no-color", "aws_sfn_activity.none", "no ARN");
    expect(missing.code).toBe(1);
    expect((await run("state", "list")).stdout).toBe("aws_cloudwatch_log_group.found\n");
    const planned = await run("plan", "-input=false", "-no-color", "-target=aws_cloudwatch_log_group.found");
    expect(planned.stdout + planned.stderr).toContain("No changes.");
  });

  test("default tags are merged, and tags that are to be ignored stay as somebody else set them", async () => {
    await write(`
provider "aws" {
  default_tags {
    tags = { team = "a", stage = "default" }
  }
  ignore_tags {
    keys         = ["seen"]
    key_prefixes = ["scan:"]
  }
}
resource "aws_cloudwatch_log_group" "tagged" {
  name = "tagged"
  tags = { stage = "own" }
}
output "all" { value = aws_cloudwatch_log_group.tagged.tags_all }
`);
    await applied();
    expect(await output("all")).toEqual({ team: "a", stage: "own" });
    const resourceArn = "arn:aws:logs:us-east-1:000000000000:log-group:tagged";
    const others = { seen: "1", "scan:at": "2" };
    await cloud.cloud.call("cloudwatch-logs", "TagResource", { resourceArn, tags: others });
    expect((await run("plan", "-input=false", "-detailed-exitcode")).code).toBe(0);
    await write((await readFile(join(directory, "main.tf"), "utf8")).replace('"own"', '"new"'));
    await applied();
    const { tags } = await cloud.cloud.call("cloudwatch-logs", "ListTagsForResource", { resourceArn });
    expect(tags).toEqual({ team: "a", stage: "new", ...others });
    expect((await run("plan", "-input=false", "-detailed-exitcode")).code).toBe(0);
  });

  test("a role that is assumed; endpoints are set aside with a notice", async () => {
    await write(`
provider "aws" {
  assume_role {
    role_arn     = "arn:aws:iam::111122223333:role/deploy"
    session_name = "stack"
  }
  endpoints {
    logs = "https://logs.example.com"
  }
}
data "aws_caller_identity" "current" {}
resource "aws_cloudwatch_log_group" "there" {
  name = "in-the-role-s-account"
}
output "account" { value = data.aws_caller_identity.current.account_id }
output "arn" { value = aws_cloudwatch_log_group.there.arn }
`);
    const { code, stdout, stderr } = await apply();
    expect(code, stdout + stderr).toBe(0);
    expect(stdout + stderr).toContain("Warning: Provider endpoints are set aside");
    expect(await output("account")).toBe("111122223333");
    expect(await output("arn")).toBe("arn:aws:logs:us-east-1:111122223333:log-group:in-the-role-s-account");
  });

  test("a timeouts block", async () => {
    await write(`
resource "aws_dynamodb_table" "table" {
  name         = "with-timeouts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  timeouts {
    create = "1m"
    delete = "1m"
  }
}
`);
    await applied();
    expect((await run("plan", "-input=false", "-detailed-exitcode")).code).toBe(0);
  });

  test("a table's replica, by a provider of another region", async () => {
    await write(`
provider "aws" {
  region = "us-east-1"
}
provider "aws" {
  alias  = "there"
  region = "us-east-2"
}
resource "aws_dynamodb_table" "table" {
  name             = "replicated-there"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "id"
    type = "S"
  }
  lifecycle {
    ignore_changes = [replica]
  }
}
resource "aws_dynamodb_table_replica" "there" {
  provider         = aws.there
  global_table_arn = aws_dynamodb_table.table.arn
  tags             = { a = "b" }
}
output "arn" { value = aws_dynamodb_table_replica.there.arn }
`);
    await applied();
    expect(await output("arn")).toBe("arn:aws:dynamodb:us-east-2:000000000000:table/replicated-there");
    expect((await run("plan", "-input=false", "-detailed-exitcode")).code).toBe(0);
    const destroyed = await run("destroy", "-input=false", "-auto-approve", "-no-color");
    expect(destroyed.code, destroyed.stdout + destroyed.stderr).toBe(0);
  });

  test("a type that there is not, with the one that it could have meant", async () => {
    await write(`resource "aws_s3_buckett" "b" {}\nresource "aws_sfn_activity" "a" {\n  name = "a"\n}\n`);
    const { code, stderr } = await run("validate", "-no-color");
    expect(code).toBe(1);
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(
      'The provider hashicorp/aws does not support resource type "aws_s3_buckett". Did you mean "aws_s3_bucket"?',
    );
  });

  test("all schemas where terraform is asked for them", async () => {
    await write('terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n');
    const { stdout, stderr } = await run("providers", "schema", "-json");
    const { provider_schemas: schemas } = JSON.parse(stdout || stderr) as {
      readonly provider_schemas: Readonly<Record<string, { readonly resource_schemas: object }>>;
    };
    expect(Object.keys(schemas[`${client.registry}/hashicorp/aws`]?.resource_schemas ?? {}).sort()).toEqual(
      [...awsProvider.resources.keys()].sort(),
    );
  });

  test("several commands at once", async () => {
    const folders = await Promise.all(Array.from({ length: 3 }, () => mkdtemp(join(tmpdir(), "served-many-"))));
    try {
      const outcomes = await Promise.all(
        folders.map(async (folder, i) => {
          await writeFile(
            join(folder, "main.tf"),
            `provider "aws" {\n  access_key = "${String(i + 1).repeat(12)}"\n  secret_key = "x"\n}\nresource "aws_sfn_activity" "a" {\n  name = "same"\n}\noutput "arn" { value = aws_sfn_activity.a.id }\n`,
          );
          const { code, stderr } = await runIn(folder, "apply", "-auto-approve");
          expect(code, stderr).toBe(0);
          return JSON.parse((await runIn(folder, "output", "-json", "arn")).stdout) as string;
        }),
      );
      expect(outcomes).toEqual(
        ["111111111111", "222222222222", "333333333333"].map(
          (account) => `arn:aws:states:us-east-1:${account}:activity:same`,
        ),
      );
    } finally {
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
    }
  });

  // grpc itself stops at 4 MB unless both sides raise its limit.
  test("a message of several megabytes", async () => {
    await write(`
resource "local_file" "large" {
  filename = "\${abspath(path.module)}/large.txt"
  content  = join("", [for i in range(5) : join("", [for j in range(1024) : format("%1024s", "x")])])
}
`);
    await applied();
    expect((await readFile(join(directory, "large.txt"))).length).toBe(5 * 1024 * 1024);
    expect((await run("plan", "-input=false", "-detailed-exitcode")).code).toBe(0);
  });

  test("without the server a command ends, with the state untouched", async () => {
    await write('resource "aws_sfn_activity" "a" {\n  name = "alone"\n}\n');
    await applied();
    const state = await readFile(join(directory, "terraform.tfstate"), "utf8");
    await served.close();
    try {
      const { code, stderr } = await apply();
      expect(code).toBe(1);
      expect(stderr).toContain(client.sentences.noServer);
      expect(await readFile(join(directory, "terraform.tfstate"), "utf8")).toBe(state);
    } finally {
      served = await serve();
    }
    expect((await run("plan", "-input=false", "-detailed-exitcode")).code).toBe(0);
  });

  test("a server that stops in the middle: the state is true, and the next apply carries on", async () => {
    await write(`
resource "aws_sfn_activity" "before" {
  name = "stopped-before"
}
resource "time_sleep" "pause" {
  create_duration = "60s"
  depends_on      = [aws_sfn_activity.before]
}
resource "aws_sfn_activity" "after" {
  name       = "stopped-after"
  depends_on = [time_sleep.pause]
}
`);
    const interrupted = apply();
    const activities = async (): Promise<string[]> => {
      const { activities: found } = await cloud.cloud.call("sfn", "ListActivities", {});
      return (found as readonly { readonly name: string }[])
        .map(({ name }) => name)
        .filter((name) => name.startsWith("stopped-"));
    };
    await expect.poll(activities, { timeout: 20_000 }).toEqual(["stopped-before"]);
    if (client.writesStateAtOnce) {
      await expect
        .poll(async () => (await run("state", "list")).stdout, { timeout: 20_000 })
        .toContain("aws_sfn_activity.before");
    }
    await served.close();
    const { code, stderr } = await interrupted;
    expect(code, stderr).toBe(1);
    served = await serve();
    expect((await run("state", "list")).stdout).toContain("aws_sfn_activity.before");
    await writeFile(
      join(directory, "main.tf"),
      (await readFile(join(directory, "main.tf"), "utf8")).replace("60s", "1ms"),
    );
    await applied();
    expect((await activities()).sort()).toEqual(["stopped-after", "stopped-before"]);
    expect((await run("plan", "-input=false", "-detailed-exitcode")).code).toBe(0);
  });
});
