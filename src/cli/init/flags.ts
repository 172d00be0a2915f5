/** The flags of `init`. */
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
