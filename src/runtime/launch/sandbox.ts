/**
 * The sandbox of a function on Linux: user, mount and process namespaces made with util-linux's tools, so that it needs
 * no privileges and no Docker. A shell is the first process of the namespaces; it takes its commands from a pipe and
 * everything inside ends with it. The root is an empty tmpfs with the system's folders bound read-only, and the
 * function's own at /var/task, /opt and /tmp.
 */
import { spawn } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Layout } from "../environment-variables.ts";

export interface SandboxPlan {
  /** Folder whose `code`, `opt` and `tmp` hold what functions get; not visible to them otherwise. */
  readonly directory: string;
  /** This program's own files for functions, at /var/runtime inside. */
  readonly runtimeDirectory: string;
  /** Folders that functions see at the same path, such as an interpreter's. */
  readonly visible: readonly string[];
  /** A node_modules folder with the AWS SDK, for functions that count on the runtime's own. */
  readonly nodeModules?: string | undefined;
}

export const SANDBOX_LAYOUT: Layout = {
  taskRoot: "/var/task",
  opt: "/opt",
  tmp: "/tmp",
  runtimeDirectory: "/var/runtime",
};

const SYSTEM_FOLDERS = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/nix", "/run/systemd/resolve"];
/** Of an endpoint on this machine: SDKs put sync- and stream- before its name for two operations of their services. */
const LOCAL_NAMES = "127.0.0.1 sync-127.0.0.1 stream-127.0.0.1 sync-localhost stream-localhost";
const DEVICES = ["null", "zero", "full", "random", "urandom"];
const READ_ONLY = "rbind,ro,nosuid,nodev";
const EMPTY = "ro,size=4k";
/** Where folders below the machine's /tmp lie until the function's own is mounted. */
const BELOW = "/.host/below";

/** Starts a process that dies with this one, in new namespaces, with a shell reading standard input. */
export function namespaceCommand(options: { readonly processTree: boolean }): string[] {
  const tree = options.processTree ? ["--pid", "--fork", "--kill-child"] : [];
  return ["setpriv", "--pdeathsig", "KILL", "unshare", "--user", "--map-root-user", "--mount", ...tree, "sh"];
}

/** Runs a command without any of the namespace's capabilities: it can mount nothing. */
export const UNPRIVILEGED = "setpriv --bounding-set=-all --inh-caps=-all --no-new-privs --";

/** Quotes a word for the shell. */
export const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

// A word of an fstab line; blanks are written as octal.
const fstab = (path: string): string =>
  path.replace(/[\\ \t\n]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`);

/** The shell commands that build the root and enter it. */
export function rootScript(plan: SandboxPlan, options: { readonly processTree: boolean }): string {
  const root = join(plan.directory, "root");
  mkdirSync(root, { recursive: true });
  mkdirSync(join(plan.directory, "tmp"), { recursive: true });
  const folders = ["proc", "dev/shm", "tmp", "opt", "var/task", "var/runtime", "var/tmp", "run", ".host", ".old"];
  // Node looks for modules in every folder up to the root, so this is where it looks last. Below /tmp they would be
  // hidden by the function's own, so there they are mounted under this name rather than linked.
  const hidden = plan.nodeModules?.startsWith("/tmp/") === true;
  const shared = plan.nodeModules === undefined || hidden ? [] : [plan.nodeModules];
  const links = shared.map((folder) => `ln -s ${quote(folder)} node_modules`);
  if (hidden) folders.push("node_modules");
  const lines = [
    `${fstab(plan.runtimeDirectory)} ${fstab(root)}/var/runtime none ${READ_ONLY} 0 0`,
    `${fstab(plan.directory)} ${fstab(root)}/.host/store none bind,ro,nosuid,nodev 0 0`,
    `${fstab(join(plan.directory, "tmp"))} ${fstab(root)}/.host/scratch none bind,nosuid,nodev 0 0`,
  ];
  if (hidden) lines.push(`${fstab(plan.nodeModules as string)} ${fstab(root)}/node_modules none ${READ_ONLY} 0 0`);
  const below = belowTmp(plan);
  for (const [at, folder] of below.entries())
    lines.push(`${fstab(folder)} ${fstab(root)}${BELOW}${at} none ${READ_ONLY} 0 0`);
  for (const folder of [...SYSTEM_FOLDERS, ...withoutCovered([...plan.visible, ...shared])]) {
    if (!existsSync(folder)) continue;
    if (lstatSync(folder).isSymbolicLink()) {
      links.push(`ln -s ${quote(readlinkSync(folder))} ${quote(`.${folder}`)}`);
      continue;
    }
    folders.push(folder.slice(1));
    lines.push(`${fstab(folder)} ${fstab(root + folder)} none ${READ_ONLY} 0 0`);
  }
  const hosts = existsSync("/etc/hosts");
  if (hosts) lines.push(`${fstab(root)}/.host/hosts ${fstab(root)}/etc/hosts none bind,ro,nosuid,nodev 0 0`);
  for (const device of DEVICES) lines.push(`/dev/${device} ${fstab(root)}/dev/${device} none bind 0 0`);
  return [
    "set -e",
    `mount -t tmpfs -o mode=755,nosuid,nodev terrarium ${quote(root)}`,
    `cd ${quote(root)}`,
    `mkdir -p ${folders.map(quote).join(" ")}`,
    "mount -t tmpfs -o mode=755,nosuid,nodev terrarium .host",
    `mkdir .host/store .host/scratch ${below.map((_, at) => `.${BELOW}${at}`).join(" ")}`,
    ...(hosts ? [`{ cat /etc/hosts; echo ${quote(LOCAL_NAMES)}; } >.host/hosts`] : []),
    ...links,
    `: ${DEVICES.map((device) => `>dev/${device}`).join(" ")}`,
    "ln -s /proc/self/fd dev/fd; ln -s /proc/self/fd/0 dev/stdin; ln -s /proc/self/fd/1 dev/stdout; ln -s /proc/self/fd/2 dev/stderr",
    mountAll(`${root}/.host/fstab`, lines),
    "pivot_root . .old",
    "cd /",
    options.processTree ? "mount -t proc proc /proc" : "mount --rbind /.old/proc /proc",
    "umount -l /.old",
    "mount -o remount,bind,ro,nosuid,nodev /",
    "set +e",
    "",
  ].join("\n");
}

/** Folders of the function as they lie inside the sandbox before they are mounted, with the place each goes to. */
export function functionBinds(
  plan: SandboxPlan,
  folders: { readonly code: string; readonly opt?: string | undefined; readonly tmp: string },
): [string, string][] {
  const inStore = (path: string) => `/.host/store${path.slice(plan.directory.length)}`;
  const binds: [string, string][] = [
    [inStore(folders.code), "/var/task"],
    [`/.host/scratch${folders.tmp.slice(join(plan.directory, "tmp").length)}`, "/tmp"],
  ];
  if (folders.opt !== undefined) binds.push([inStore(folders.opt), "/opt"]);
  for (const [at, folder] of belowTmp(plan).entries()) {
    mkdirSync(folders.tmp + folder.slice("/tmp".length), { recursive: true });
    binds.push([`${BELOW}${at}`, folder]);
  }
  return binds;
}

/** The function's own /tmp hides what it is to see below the machine's, such as a virtual environment. */
const belowTmp = ({ visible }: SandboxPlan): string[] =>
  visible.filter((folder) => folder.startsWith("/tmp/") && existsSync(folder));

/** Mounts the function's folders and hides where they came from, in one command. A bind of a read-only mount is read-only. */
export function bindScript(binds: readonly (readonly [string, string])[]): string {
  // What is visible below /tmp was mounted there before the function's /tmp hid it: mount takes it for done in a table.
  const late = binds.filter(([source]) => source.startsWith(BELOW));
  const lines = binds
    .filter(([source]) => !source.startsWith(BELOW))
    .map(([source, target]) => `${fstab(source)} ${target} none bind 0 0`);
  if (late.length === 0) return `${mountAll("/.host/fstab", [...lines, `none /.host tmpfs ${EMPTY} 0 0`])}\n`;
  const apart = late.map(([source, target]) => `mount --bind ${quote(source)} ${quote(target)}; `);
  return `${mountAll("/.host/fstab", lines)}; ${apart.join("")}mount -t tmpfs -o ${EMPTY} none /.host\n`;
}

// mount reads a table from files only, not from pipes.
const mountAll = (file: string, lines: readonly string[]): string =>
  `printf '%s\\n' ${lines.map(quote).join(" ")} >${quote(file)}; mount -a -T ${quote(file)}`;

const withoutCovered = (folders: readonly string[]): string[] =>
  [...new Set(folders)].filter((folder) => !SYSTEM_FOLDERS.some((system) => `${folder}/`.startsWith(`${system}/`)));

/** Whether this machine lets us make such a sandbox: it is tried once. */
export function sandboxWorks(plan: SandboxPlan): Promise<boolean> {
  if (process.platform !== "linux" || process.env["TERRARIUM_SANDBOX"] === "off") return Promise.resolve(false);
  return new Promise((resolve) => {
    const [command = "", ...args] = namespaceCommand({ processTree: true });
    const child = spawn(command, args, { stdio: ["pipe", "ignore", "ignore"], detached: true });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
    child.stdin.on("error", () => undefined);
    child.stdin.end(`${rootScript(plan, { processTree: true })}exec ${UNPRIVILEGED} true\n`);
  });
}
