/**
 * Starts a function's process afresh, with its environment from the beginning: custom runtimes, wrapper scripts,
 * functions with extensions, and every runtime that is neither pre-warmed nor forked.
 */
import { spawn } from "node:child_process";
import type { Layout } from "../environment-variables.ts";
import type { FunctionProcess } from "./function-process.ts";
import type { Launcher, LaunchRequest } from "./launcher.ts";
import { exitOf, ProcessTree } from "./process-tree.ts";
import { bindScript, functionBinds, quote, SANDBOX_LAYOUT, type SandboxPlan } from "./sandbox.ts";
import { SandboxShell } from "./sandbox-shell.ts";

/** The command of a runtime, given where its folders are. */
export type CommandOf = (request: LaunchRequest, layout: Layout) => readonly string[];

export function spawnedLauncher(plan: SandboxPlan, sandboxed: boolean, commandOf: CommandOf): Launcher {
  return {
    launch: (request) =>
      sandboxed ? launchInSandbox(plan, request, commandOf) : launchPlain(plan, request, commandOf),
  };
}

async function launchInSandbox(
  plan: SandboxPlan,
  request: LaunchRequest,
  commandOf: CommandOf,
): Promise<FunctionProcess> {
  const command = commandOf(request, SANDBOX_LAYOUT);
  const shell = new SandboxShell(plan);
  const { codeDirectory, optDirectory } = request.version;
  const environment = await request.environment(SANDBOX_LAYOUT);
  shell.run(bindScript(functionBinds(plan, { code: codeDirectory, opt: optDirectory, tmp: request.tmpDirectory })));
  for (const name of request.extensions) shell.startBeside([`/opt/extensions/${name}`], environment);
  // The environment's own limit ends the wait for an extension that never registers.
  void request.extensionsRegistered.then(() => shell.start(command, environment, SANDBOX_LAYOUT.taskRoot));
  return shell.process;
}

/** Real folders instead of /var/task, /opt and /tmp: what a machine without namespaces can do. */
export function plainLayout(plan: SandboxPlan, request: LaunchRequest): Layout {
  return {
    taskRoot: request.version.codeDirectory,
    opt: request.version.optDirectory ?? `${request.tmpDirectory}/.opt`,
    tmp: request.tmpDirectory,
    runtimeDirectory: plan.runtimeDirectory,
  };
}

async function launchPlain(plan: SandboxPlan, request: LaunchRequest, commandOf: CommandOf): Promise<FunctionProcess> {
  const layout = plainLayout(plan, request);
  const environment = await request.environment(layout);
  const command = commandOf(request, layout);
  const beside = request.extensions.map((name) => `${quote(`${layout.opt}/extensions/${name}`)} & `).join("");
  const child = spawn("sh", ["-c", `exec 2>&1; ${beside}exec "$@"`, "sh", ...command], {
    cwd: layout.taskRoot,
    env: environment,
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
  });
  child.unref();
  return new ProcessTree(child, child.stdout, exitOf(child));
}
