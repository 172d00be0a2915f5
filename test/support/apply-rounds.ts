/** Applies a folder in processes of their own, which can be told to kill themselves at a call. */
import { fork } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "../..");

export interface ApplyTask {
  readonly folder: string;
  /** Of the cloud. */
  readonly data: string;
  readonly commands: readonly (readonly string[])[];
  /** Ends at this call that changes something, the first being 1. */
  readonly kill?: number;
  /** Before the call, when it has its answer and nothing is on disk yet, or when it is done. */
  readonly moment?: "before" | "answered" | "done";
}

export interface ApplyOutcome {
  readonly codes: readonly number[];
  /** After each command. */
  readonly census: readonly Readonly<Record<string, number>>[];
  readonly output: string;
  readonly calls: number;
}

export interface Applier {
  /** Undefined when the process was killed, as it was told. */
  run(task: ApplyTask): Promise<ApplyOutcome | undefined>;
  remove(): void;
}

export async function buildApplier(): Promise<Applier> {
  // Inside the project, where the bundle finds its packages.
  const folder = mkdtempSync(join(root, "node_modules", ".crash-"));
  await build({
    entryPoints: { apply: join(import.meta.dirname, "crash-apply.ts") },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  cpSync(join(root, "src/shapes/generated"), join(folder, "shapes"), { recursive: true });
  cpSync(join(root, "src/runtime/assets"), join(folder, "runtime"), { recursive: true });
  const run = (task: ApplyTask): Promise<ApplyOutcome | undefined> =>
    new Promise((done, fail) => {
      const child = fork(join(folder, "apply.mjs"), { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
      let outcome: ApplyOutcome | undefined;
      child.once("message", (message) => {
        outcome = message as ApplyOutcome;
        child.disconnect();
      });
      child.once("exit", (code, signal) => {
        if (outcome || signal === "SIGKILL") done(outcome);
        else fail(new Error(`The applying process ended with ${code ?? signal}`));
      });
      child.send(task);
    });
  return { run, remove: () => rmSync(folder, { recursive: true }) };
}
