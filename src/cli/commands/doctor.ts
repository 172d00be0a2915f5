/** `terrarium doctor`: what this machine has for running functions and clients, and what is weaker for want of it. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
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
  { name: "terraform", program: "terraform", args: ["version"], without: "`terrarium terraform` cannot run" },
  { name: "AWS CLI", program: "aws", args: ["--version"], without: "`terrarium aws` cannot run" },
];

export const doctor: Command = async (_args, terminal) => {
  const row = (name: string, text: string): void => terminal.stdout.write(`${name.padEnd(12)}${text}\n`);
  row("Node.js", process.versions.node);
  const versions = await Promise.all(CHECKS.map((check) => version(check, terminal)));
  for (const [i, check] of CHECKS.entries()) row(check.name, versions[i] ?? `not found: ${check.without}`);
  row("Sandbox", await sandbox(terminal));
  const server = findServer(terminal.directory, terminal.environment);
  row("Server", server ? `running at ${server.endpoint}` : "not running for this folder");
  return 0;
};

function version(check: Check, terminal: Terminal): Promise<string | undefined> {
  return run(check.program, check.args, terminal).then((text) => text?.trim().split("\n")[0]);
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
