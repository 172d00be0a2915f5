/** The real terraform, with providers of this process handed to it. */
import { spawn, spawnSync } from "node:child_process";

export const TERRAFORM = process.env["TERRARIUM_TERRAFORM"] ?? "terraform";

export const isThere = spawnSync(TERRAFORM, ["version"], { stdio: "ignore" }).status === 0;
if (!isThere) console.warn("terraform is not installed: nothing is compared with it");

/** A program that speaks terraform's plugin protocol as its host, and what it says differently. */
interface Client {
  readonly name: string;
  readonly program: string;
  readonly registry: string;
  /** Empty texts of an imported object become nulls in the configuration that is generated for it. */
  readonly generatesNulls: boolean;
  /** The state file tells of an object as soon as there is one, not only at the end. */
  readonly writesStateAtOnce: boolean;
  readonly sentences: { readonly functionFailed: string; readonly noServer: string };
}

/** TERRARIUM_OPENTOFU names an OpenTofu, to which our providers are handed as well. */
const openTofu = process.env["TERRARIUM_OPENTOFU"];
if (openTofu === undefined) console.warn("TERRARIUM_OPENTOFU is not set: nothing is run by OpenTofu");

export const CLIENTS: readonly Client[] = [
  {
    name: "terraform",
    program: TERRAFORM,
    registry: "registry.terraform.io",
    generatesNulls: true,
    writesStateAtOnce: true,
    sentences: {
      functionFailed: 'Call to function "provider::aws::arn_parse" failed',
      noServer: "Failed to load plugin schemas",
    },
  },
  ...(openTofu === undefined
    ? []
    : [
        {
          name: "OpenTofu",
          program: openTofu,
          registry: "registry.opentofu.org",
          generatesNulls: false,
          writesStateAtOnce: false,
          sentences: {
            functionFailed: 'Invalid value for "arn" parameter: arn: invalid prefix',
            noServer: "reattachment process not found",
          },
        },
      ]),
];

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
  program = TERRAFORM,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
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
