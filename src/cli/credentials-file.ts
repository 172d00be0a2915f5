/** The file where `terraform login` keeps its tokens: ~/.terraform.d/credentials.tfrc.json. */
import { chmodSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { compareUtf8 } from "../terraform/lang/type.ts";
import { replaceFile } from "../terraform/state/state-store.ts";
import type { Terminal } from "./command.ts";

export const credentialsPath = ({ environment }: Pick<Terminal, "environment">): string =>
  join(environment["HOME"] ?? homedir(), ".terraform.d", "credentials.tfrc.json");

/** Whether there were credentials of the host to remove. */
export function removeCredentials(path: string, host: string): boolean {
  const credentials = storedCredentials(path);
  if (!Object.hasOwn(credentials, host)) return false;
  const rest = Object.entries(credentials)
    .filter(([name]) => name !== host)
    .sort(([a], [b]) => compareUtf8(a, b));
  replaceFile(path, JSON.stringify({ credentials: Object.fromEntries(rest) }, null, 2));
  chmodSync(path, 0o600);
  return true;
}

/** Nothing where there is no file, or one that cannot be read. */
function storedCredentials(path: string): Readonly<Record<string, unknown>> {
  try {
    const { credentials } = JSON.parse(readFileSync(path, "utf8")) as { credentials?: Record<string, unknown> };
    return credentials ?? {};
  } catch {
    return {};
  }
}
