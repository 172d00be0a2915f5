/** Commands that do not come to their end: the state stays true, and the next command goes on from there. */
import { createServer } from "node:net";
import { join } from "node:path";
import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Folder } from "./support.ts";

// A busy machine takes its time to start programs.
vi.setConfig({ testTimeout: 120_000 });

let folder: Folder;

beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

/** Its provisioner kills the server that runs it. What has not been provisioned is replaced, as after an interrupt. */
const KILLER = `
variable "end" {}
resource "aws_vpc" "main" {
  cidr_block = "10.9.0.0/16"
  provisioner "local-exec" {
    command = var.end
  }
}
`;

test("what was being provisioned when the server was killed is not lost", async () => {
  folder.write({ "main.tf": KILLER });
  await folder.run(["start", "-d", "--port", "0"]);
  const killed = await folder.run(["apply", "-auto-approve", "-var", "end=kill -9 $PPID"]);
  expect(killed).toMatchObject({ code: 1, stderr: expect.stringContaining("The server ended before the command did") });

  await folder.run(["start", "-d", "--port", "0"]);
  const next = await folder.run(["apply", "-auto-approve", "-var", "end=true"]);
  expect(next).toMatchObject({ code: 0, stdout: expect.stringContaining("1 added, 0 changed, 1 destroyed") });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const ec2 = new EC2Client({ endpoint: folder.server().endpoint, region: "us-east-1", credentials });
  const filters = { Filters: [{ Name: "cidr", Values: ["10.9.0.0/16"] }] };
  expect((await ec2.send(new DescribeVpcsCommand(filters))).Vpcs).toHaveLength(1);
  expect((await folder.run(["plan", "-detailed-exitcode", "-var", "end=true"])).code).toBe(0);
});

const SLOW = `
resource "terraform_data" "first" {}
resource "terraform_data" "slow" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" {
    command = "echo begun; sleep 60"
  }
}
resource "terraform_data" "last" {
  depends_on = [terraform_data.slow]
}
`;

// Source: terraform 1.11.4 with the same configuration and signal.
test("an interrupt ends provisioners, starts nothing new, and the next apply carries on", async () => {
  folder.write({ "main.tf": SLOW });
  const apply = folder.start(["apply", "-auto-approve", "-no-color"]);
  await apply.shows("(local-exec): begun");
  apply.child.kill("SIGINT");
  const { code, stdout, stderr } = await apply.finished;
  expect(code).toBe(1);
  expect(stdout).toContain("\nInterrupt received.\nPlease wait for Terrarium to exit or data loss may occur.\n");
  expect(stderr.match(/Error: execution halted/g)).toHaveLength(2);
  expect(stderr).toContain("signal: killed. Output: begun");
  expect((await folder.run(["state", "list"])).stdout).toBe("terraform_data.first\nterraform_data.slow\n");
  folder.write({ "main.tf": SLOW.replace("sleep 60", "true") });
  expect((await folder.run(["apply", "-auto-approve"])).stdout).toContain("2 added, 0 changed, 1 destroyed");
});

test("a command whose server hangs ends on the first interrupt", async () => {
  const socket = join(folder.path, ".terrarium/control.sock");
  const record = { pid: process.pid, endpoint: "http://127.0.0.1:1", socket, directory: folder.path };
  folder.write({ "main.tf": 'resource "aws_vpc" "main" {}\n', ".terrarium/server.json": JSON.stringify(record) });
  const hung = createServer();
  const connected = new Promise((asked) => hung.once("connection", asked));
  hung.listen(socket);
  const plan = folder.start(["plan"]);
  await connected;
  plan.child.kill("SIGTERM");
  expect(await plan.finished).toMatchObject({ code: 1, stderr: expect.stringContaining("The server does not answer") });
  hung.close();
  folder.write({ ".terrarium/server.json": "" });
});

test("a question is not answered by an interrupt", async () => {
  folder.write({ "main.tf": 'resource "terraform_data" "a" {}\n' });
  const apply = folder.start(["apply"]);
  await apply.shows("Enter a value:");
  apply.child.kill("SIGINT");
  expect(await apply.finished).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("error asking for approval: interrupted"),
  });
});
