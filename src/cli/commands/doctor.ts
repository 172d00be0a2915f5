/** `terrarium doctor`: what this machine has for running functions and clients, and what is weaker for want of it. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findServer } from "../background/folder.ts";
import type { Command, Terminal } from "../command.ts";

interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly without: string;
}

const CHECKS: readonly Check[] = [
  { name: "Python", program: "python3", args: ["--version"], without: "python3.* functions cannot run" },
  { name: "Java", program: "java", args: ["-version"], without: "java* functions cannot run" },
  { name: "Ruby", program: "ruby", args: ["--version"], without: "ruby* functions cannot run" },
  { name: ".NET", program: "dotnet", args: ["--version"], without: "dotnet* functions cannot run" },
  { name: "terraform", program: "terraform", args: ["version"], without: "`terrarium terraform` cannot run" },
  { name: "AWS CLI", program: "aws", args: ["--version"], without: "`terrarium aws` cannot run" },
];

export const doctor: Command = async (_args, terminal) => {
  const row = (name: string, text: string): void => terminal.stdout.write(`${name.padEnd(12)}${text}\n`);
  row("Node.js", process.versions.node);
  const versions = await Promise.all(CHECKS.map((check) => version(check, terminal)));
  for (const [i, check] of CHECKS.entries()) row(check.name, versions[i] ?? `not found: ${check.without}`);
  row("boto3", await pythonSdk());
  row("AWS SDK", await nodeSdk(terminal));
  row("Sandbox", await sandbox(terminal));
  const server = findServer(terminal.directory, terminal.environment);
  row("Server", server ? `running at ${server.endpoint}` : "not running for this folder");
  return 0;
};

function version(check: Check, terminal: Terminal): Promise<string | undefined> {
  return run(check.program, check.args, terminal).then((text) => text?.trim().split("\n")[0]);
}

/** Lambda's runtimes bring the SDK along; here it is that of the machine. */
async function pythonSdk(): Promise<string> {
  const { choosePython, findPythonSdk } = await import("../../runtime/interpreters.ts");
  const choice = await choosePython("python3.13");
  const folder = choice && (await findPythonSdk(choice.interpreter));
  return folder ?? "not found: python3.* functions that import it fail; install it with `pip install boto3`";
}

async function nodeSdk(terminal: Terminal): Promise<string> {
  const { modulesWithSdk } = await import("../../runtime/launch/node-sdk.ts");
  const modules = modulesWithSdk([terminal.directory, import.meta.dirname]);
  if (modules === undefined)
    return "not found: nodejs* functions that require it fail; install the clients they use with `npm install @aws-sdk/client-…`";
  const clients = readdirSync(join(modules, "@aws-sdk")).filter((name) => name.startsWith("client-"));
  return `${clients.length} clients in ${modules}; what else a function requires has to lie in its package`;
}

/** Tries the very sandbox that functions get. */
async function sandbox(terminal: Terminal): Promise<string> {
  if (process.platform !== "linux") return "separate processes only: namespaces need Linux";
  if (terminal.environment["TERRARIUM_SANDBOX"] === "off") return "separate processes only: TERRARIUM_SANDBOX=off";
  const { sandboxWorks } = await import("../../runtime/launch/sandbox.ts");
  const folder = mkdtempSync(join(tmpdir(), "terrarium-doctor-"));
  try {
    const works = await sandboxWorks({ directory: folder, runtimeDirectory: folder, visible: [] });
    return works
      ? "Linux namespaces"
      : "separate processes only: this system lets no user make namespaces (unshare and setpriv of util-linux are needed)";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[], terminal: Terminal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { env: terminal.environment as NodeJS.ProcessEnv, timeout: 10_000 };
    execFile(program, [...args], options, (error, stdout, stderr) => resolve(error ? undefined : stdout || stderr));
  });
}
