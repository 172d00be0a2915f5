/** The flags of `init`. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { parseFlags } from "../flags.ts";

const FLAGS = {
  backend: "boolean",
  cloud: "boolean",
  "backend-config": "list",
  "force-copy": "boolean",
  "from-module": "string",
  get: "boolean",
  input: "boolean",
  json: "boolean",
  lock: "boolean",
  "lock-timeout": "duration",
  lockfile: "string",
  "migrate-state": "boolean",
  "ignore-remote-version": "boolean",
  "no-color": "boolean",
  "plugin-dir": "list",
  reconfigure: "boolean",
  "test-directory": "string",
  upgrade: "boolean",
  var: "list",
  "var-file": "list",
} as const;

export type InitFlags = ReturnType<typeof parseFlags<typeof FLAGS>>;

export const parseInitFlags = (args: readonly string[]): InitFlags => parseFlags(args, FLAGS);

/** Flags that Terraform refuses beside each other. */
export function contradictoryFlags({ values }: InitFlags): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const refuse = (summary: string, detail: string): void => void found.push({ severity: "error", summary, detail });
  const migrate = values["migrate-state"] === true;
  if (migrate && values.json) {
    refuse(
      "The -migrate-state and -json options are mutually-exclusive",
      "Terraform cannot ask for interactive approval when -json is set. To use the -migrate-state option, disable the -json option.",
    );
  }
  if (migrate && values.reconfigure) {
    refuse("Invalid init options", "The -migrate-state and -reconfigure options are mutually-exclusive.");
  }
  if (values.backend !== undefined && values.cloud !== undefined) {
    refuse(
      "Invalid init options",
      "The -backend and -cloud options are aliases of one another and mutually-exclusive in their use",
    );
  }
  return found;
}
