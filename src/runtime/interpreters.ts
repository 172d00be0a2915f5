/**
 * Finds the interpreter of a runtime: the one of that very version when the machine has it, else the nearest, said in
 * a warning. Looks in an active virtual environment, in the folders of version managers and on PATH.
 */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Interpreter {
  readonly executable: string;
  /** Such as 3.12. */
  readonly version: string;
  /** Folders its files lie in. */
  readonly folders: readonly string[];
  /** For Python: the folder that its package boto3 lies in. */
  readonly sdk?: string;
}

export interface InterpreterChoice {
  readonly interpreter: Interpreter;
  /** Set when another version than the asked one was taken. */
  readonly warning?: string;
}

const run = promisify(execFile);

const PYTHON_QUESTION = `import sys, importlib.util, os
print('%d.%d' % sys.version_info[:2])
sdk = importlib.util.find_spec("boto3")
print(os.path.dirname(os.path.dirname(sdk.origin)) if sdk and sdk.origin else "")
for path in sys.executable, sys.prefix, sys.base_prefix: print(path)`;

/** The interpreter for python3.X; undefined when there is no Python 3 at all. */
export async function choosePython(runtime: string): Promise<InterpreterChoice | undefined> {
  const wanted = runtime.slice("python".length);
  for (const executable of pythonsOf(wanted)) {
    const found = await askPython(executable);
    if (found?.version === wanted) return { interpreter: found };
  }
  const minor = Number(wanted.split(".")[1]);
  const others = [...Array(25).keys()].sort((a, b) => Math.abs(a - minor) - Math.abs(b - minor) || b - a);
  for (const other of others.filter((candidate) => candidate >= 6)) {
    for (const executable of pythonsOf(`3.${other}`)) {
      const interpreter = await askPython(executable);
      if (interpreter?.version === `3.${other}`) return { interpreter, warning: nearest(runtime, interpreter) };
    }
  }
  for (const name of ["python3", "python"]) {
    const interpreter = await askPython(name);
    if (interpreter?.version.startsWith("3.")) return { interpreter, warning: nearest(runtime, interpreter) };
  }
  return undefined;
}

/**
 * Lambda's Python brings boto3 along. An interpreter that lacks it borrows the one of another Python on this machine:
 * it and what it needs are written in Python alone, so any version will do.
 */
export async function findPythonSdk({ executable, sdk }: Interpreter): Promise<string | undefined> {
  if (sdk !== undefined) return sdk;
  const names = [executable, "python3", "python", ...[...Array(25).keys()].reverse().flatMap(installed)];
  for (const name of new Set(names)) {
    const found = (await askPython(name, []))?.sdk;
    if (found !== undefined) return found;
  }
  return undefined;
}

const installed = (minor: number): string[] => [...pythonsOf(`3.${minor}`)];

const nearest = (runtime: string, { version, executable }: Interpreter): string =>
  `${runtime} is not installed on this machine: its functions run on Python ${version} (${executable})`;

/** Executables that may be Python of that version, best first. */
function* pythonsOf(version: string): Generator<string> {
  const environment = process.env["VIRTUAL_ENV"];
  if (environment) yield join(environment, "bin/python");
  const home = homedir();
  const managers: [string, RegExp][] = [
    [join(process.env["PYENV_ROOT"] ?? join(home, ".pyenv"), "versions"), /^(\d+\.\d+)/],
    [join(home, ".local/share/uv/python"), /^cpython-(\d+\.\d+)/],
    [join(home, ".local/share/mise/installs/python"), /^(\d+\.\d+)/],
    [join(home, ".asdf/installs/python"), /^(\d+\.\d+)/],
  ];
  for (const [folder, pattern] of managers) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const executable = join(folder, name, "bin", "python3");
      if (pattern.exec(name)?.[1] === version && existsSync(executable)) yield executable;
    }
  }
  for (const folder of (process.env["PATH"] ?? "").split(":")) {
    // Shims of a version manager answer for whatever version is switched on.
    const executable = join(folder, `python${version}`);
    if (folder !== "" && !folder.includes("shims") && existsSync(executable)) yield executable;
  }
}

/** Functions run without the packages of the user's home (-s). */
async function askPython(executable: string, options = ["-s"]): Promise<Interpreter | undefined> {
  try {
    const { stdout } = await run(executable, [...options, "-c", PYTHON_QUESTION], { cwd: "/", timeout: 10_000 });
    const [version = "", sdk = "", own = "", ...folders] = stdout.trim().split("\n");
    const real = realpathSync(own);
    const all = [...new Set([...folders, real.slice(0, real.lastIndexOf("/bin/"))])];
    return { executable: own, version, folders: all, ...(sdk !== "" && { sdk }) };
  } catch {
    return undefined;
  }
}

/** The Node of nodejsN.x: of that major version when a version manager has it, else the one that runs this program. */
export function chooseNode(runtime: string): InterpreterChoice {
  const wanted = /^nodejs(\d+)/.exec(runtime)?.[1] ?? "";
  const own: Interpreter = {
    executable: process.execPath,
    version: process.versions.node.split(".")[0] ?? "",
    folders: [folderOf(process.execPath)],
  };
  if (own.version === wanted) return { interpreter: own };
  for (const executable of nodesOf(wanted)) {
    return { interpreter: { executable, version: wanted, folders: [folderOf(executable)] } };
  }
  return {
    interpreter: own,
    warning: `${runtime} is not installed on this machine: its functions run on Node ${process.versions.node} (${own.executable})`,
  };
}

function* nodesOf(major: string): Generator<string> {
  const home = homedir();
  const managers: [string, string][] = [
    [join(process.env["NVM_DIR"] ?? join(home, ".nvm"), "versions/node"), "bin/node"],
    [join(home, ".local/share/fnm/node-versions"), "installation/bin/node"],
    [join(home, ".local/share/mise/installs/node"), "bin/node"],
    [join(home, ".asdf/installs/nodejs"), "bin/node"],
    [join(home, ".volta/tools/image/node"), "bin/node"],
  ];
  for (const [folder, inside] of managers) {
    if (!existsSync(folder)) continue;
    const versions = readdirSync(folder).filter((name) => name.replace(/^v/, "").split(".")[0] === major);
    for (const name of versions.reverse()) {
      const executable = join(folder, name, inside);
      if (existsSync(executable)) yield executable;
    }
  }
}

const folderOf = (executable: string): string => {
  const real = realpathSync(executable);
  return real.slice(0, real.lastIndexOf("/bin/"));
};
