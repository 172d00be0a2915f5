/**
 * Which command of terraform's is at the other end of a socket. The protocol does not say, and a socket of Node's does
 * not tell who its peer is; but whoever found it was started with its address. Where exactly one such process has a
 * connection of any kind, it is the one. Linux alone shows what processes were started with.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { TerraformCommand } from "./named-types.ts";

const PROCESSES = "/proc";

/** `address` is what terraform was given; undefined where there is any doubt. */
export function clientCommand(address: string): TerraformCommand | undefined {
  const found: string[] = [];
  for (const pid of namesIn(PROCESSES)) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    if (read(pid, "environ").includes(address) && hasSocket(pid)) found.push(pid);
  }
  const [pid] = found;
  return pid !== undefined && found.length === 1 ? commandOf(pid) : undefined;
}

function commandOf(pid: string): TerraformCommand | undefined {
  // In a container a path may be another file.
  if (linkOf(pid, "ns/mnt") !== linkOf("self", "ns/mnt")) return undefined;
  const directory = linkOf(pid, "cwd");
  const [, ...args] = entriesOf(read(pid, "cmdline"));
  if (directory === undefined || args.length === 0) return undefined;
  const environment = Object.fromEntries(
    entriesOf(read(pid, "environ")).map((entry) => {
      const at = entry.indexOf("=");
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    }),
  );
  return { args, directory, environment };
}

const hasSocket = (pid: string): boolean =>
  namesIn(`${PROCESSES}/${pid}/fd`).some((name) => linkOf(pid, `fd/${name}`)?.startsWith("socket:"));

/** Every entry is ended by a zero byte. */
const entriesOf = (text: string): string[] => text.split("\0").slice(0, -1);

/** Empty for a process that is gone, or another user's. */
function read(pid: string, name: string): string {
  try {
    return readFileSync(`${PROCESSES}/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}

function linkOf(pid: string, name: string): string | undefined {
  try {
    return readlinkSync(`${PROCESSES}/${pid}/${name}`);
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
