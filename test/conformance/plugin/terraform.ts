/** The real terraform, with providers of this process handed to it. */
import { spawn, spawnSync } from "node:child_process";

export const TERRAFORM = process.env["TERRARIUM_TERRAFORM"] ?? "terraform";

export const isThere = spawnSync(TERRAFORM, ["version"], { stdio: "ignore" }).status === 0;
if (!isThere) console.warn("terraform is not installed: nothing is compared with it");

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `reattach` is the value of TF_REATTACH_PROVIDERS; `interrupt` is Ctrl-C. */
export function terraform(
  directory: string,
  reattach: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  interrupt?: AbortSignal,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(TERRAFORM, args, {
      cwd: directory,
      env: {
        PATH: process.env["PATH"],
        HOME: directory,
        CHECKPOINT_DISABLE: "1",
        TF_REATTACH_PROVIDERS: reattach,
        ...environment,
      },
    });
    interrupt?.addEventListener("abort", () => void child.kill("SIGINT"), { once: true });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

export interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

/** Of a command that was run with -json. */
export const diagnosticsOf = ({ stdout }: Outcome): Diagnostic[] =>
  stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { readonly type: string; readonly diagnostic: Diagnostic })
    .filter(({ type }) => type === "diagnostic")
    .map(({ diagnostic }) => diagnostic);
