/** Chooses how a function version is started, and keeps what is shared between launches: warm processes and zygotes. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Layout, pythonLayerPaths } from "../environment-variables.ts";
import type { FunctionVersion } from "../function-version.ts";
import { chooseNode, choosePython, findPythonSdk, type InterpreterChoice } from "../interpreters.ts";
import { dotnetCommand, dotnetFolders, findDotnet } from "./dotnet.ts";
import { findJava, type JavaInstallation, javaCommand } from "./java.ts";
import type { Launcher, LaunchRequest } from "./launcher.ts";
import { modulesWithSdk } from "./node-sdk.ts";
import { type PythonInstallation, PythonZygote } from "./python-zygote.ts";
import { findRuby, type RubyInstallation } from "./ruby.ts";
import type { SandboxPlan } from "./sandbox.ts";
import { sandboxWorks } from "./sandbox.ts";
import { type CommandOf, spawnedLauncher } from "./spawned.ts";
import { WarmNode } from "./warm-node.ts";

/** Node processes that wait for a function. */
const WAITING_NODES = 2;

export class Launchers {
  readonly #directory: string;
  readonly #runtimeDirectory: string;
  readonly #debugPorts: ReadonlyMap<string, number>;
  readonly #warn: (message: string) => void;
  readonly #warned = new Set<string>();
  readonly #nodes = new Map<string, WarmNode>();
  readonly #pythons = new Map<string, PythonZygote>();
  readonly #choices = new Map<string, Promise<InterpreterChoice | undefined>>();
  readonly #sdks = new Map<string, Promise<string | undefined>>();
  readonly #javas = new Map<string, Promise<JavaInstallation>>();
  readonly #rubies = new Map<string, Promise<RubyInstallation>>();
  #sandboxed: Promise<boolean> | undefined;

  /** `debugPorts`: functions to be debugged. `directory` holds code, layers and /tmp folders; `runtimeDirectory` our own files for functions. */
  constructor(
    directory: string,
    runtimeDirectory: string,
    debugPorts: ReadonlyMap<string, number>,
    warn: (message: string) => void,
  ) {
    this.#debugPorts = debugPorts;
    this.#directory = directory;
    this.#runtimeDirectory = runtimeDirectory;
    this.#warn = warn;
  }

  /** Whether functions run in namespaces of their own. */
  sandboxed(): Promise<boolean> {
    this.#sandboxed ??= sandboxWorks(this.#plan([]));
    return this.#sandboxed;
  }

  /** Starts what makes the first launch of this runtime quick. */
  async warm(runtime: string): Promise<void> {
    if (runtime.startsWith("nodejs")) (await this.#node(runtime)).warm(0);
    else if (runtime.startsWith("python")) (await this.#python(runtime)).warm();
  }

  async launcherFor(version: FunctionVersion): Promise<Launcher> {
    const { runtime } = version;
    const port = this.#debugPorts.get(version.functionName);
    const afresh = port !== undefined || needsFreshProcess(version);
    if (runtime.startsWith("nodejs")) return afresh ? this.#freshNode(runtime, port) : this.#node(runtime);
    if (runtime.startsWith("python")) return afresh ? this.#freshPython(runtime, port) : this.#python(runtime);
    if (runtime.startsWith("provided"))
      return this.#fresh(this.#plan([]), (request, layout) => [bootstrapOf(request, layout)]);
    if (runtime.startsWith("java")) return this.#freshJava(runtime, port);
    if (runtime.startsWith("ruby")) return this.#freshRuby(runtime);
    if (runtime.startsWith("dotnet")) return this.#freshDotnet(runtime);
    throw new Error(`There is no runtime ${runtime} here`);
  }

  close(): void {
    for (const node of this.#nodes.values()) node.close();
    for (const python of this.#pythons.values()) python.close();
  }

  async #node(runtime: string): Promise<WarmNode> {
    const { executable, folders } = this.#chooseNode(runtime);
    const sandboxed = await this.sandboxed();
    return shared(
      this.#nodes,
      executable,
      () => new WarmNode(this.#nodePlan(folders), sandboxed, executable, WAITING_NODES),
    );
  }

  async #freshNode(runtime: string, debugPort: number | undefined): Promise<Launcher> {
    const { executable, folders } = this.#chooseNode(runtime);
    const options = debugPort === undefined ? [] : [`--inspect=127.0.0.1:${debugPort}`];
    return this.#fresh(this.#nodePlan(folders), (_, layout) => [
      executable,
      ...options,
      join(layout.runtimeDirectory, "node/main.cjs"),
    ]);
  }

  #chooseNode(runtime: string): InterpreterChoice["interpreter"] {
    const { interpreter, warning } = chooseNode(runtime);
    if (warning !== undefined) this.#warnOnce(warning);
    return interpreter;
  }

  async #python(runtime: string): Promise<PythonZygote> {
    const python = await this.#choosePython(runtime);
    const sandboxed = await this.sandboxed();
    return shared(
      this.#pythons,
      python.executable,
      () => new PythonZygote(this.#plan(python.folders), sandboxed, python),
    );
  }

  async #freshPython(runtime: string, debugPort: number | undefined): Promise<Launcher> {
    const { executable, folders, sdk = "" } = await this.#choosePython(runtime);
    // Needs the package debugpy in the interpreter; Python says so when it is missing.
    const debugging = ["-X", "frozen_modules=off", "-m", "debugpy", "--listen", `127.0.0.1:${debugPort}`];
    const options = debugPort === undefined ? [] : debugging;
    return this.#fresh(this.#plan(folders), ({ version }, layout) => [
      executable,
      ...options,
      join(layout.runtimeDirectory, "python/main.py"),
      sdk,
      ...(version.optDirectory === undefined ? [] : pythonLayerPaths(runtime, layout)),
    ]);
  }

  async #choosePython(runtime: string): Promise<PythonInstallation> {
    const choice = await shared(this.#choices, runtime, () => choosePython(runtime));
    if (!choice) {
      throw new Error(
        `Functions of the runtime ${runtime} need Python ${runtime.slice("python".length)}, and no Python 3 was found on this machine`,
      );
    }
    if (choice.warning !== undefined) this.#warnOnce(choice.warning);
    const { executable, version, folders } = choice.interpreter;
    const sdk = await shared(this.#sdks, executable, () => findPythonSdk(choice.interpreter));
    return { executable, version, sdk, folders: sdk === undefined ? folders : [...folders, sdk] };
  }

  async #freshJava(runtime: string, debugPort: number | undefined): Promise<Launcher> {
    const java = await shared(this.#javas, runtime, () => findJava(runtime));
    return this.#fresh(this.#plan(java.folders), (request, layout) => javaCommand(java, request, layout, debugPort));
  }

  async #freshRuby(runtime: string): Promise<Launcher> {
    const ruby = await shared(this.#rubies, runtime, () => findRuby(runtime));
    if (ruby.version !== runtime.slice("ruby".length)) {
      this.#warnOnce(
        `${runtime} is not installed on this machine: its functions run on Ruby ${ruby.version} (${ruby.executable})`,
      );
    }
    return this.#fresh(this.#plan(ruby.folders), (_, layout) => [
      ruby.executable,
      join(layout.runtimeDirectory, "ruby/main.rb"),
    ]);
  }

  async #freshDotnet(runtime: string): Promise<Launcher> {
    const dotnet = findDotnet(runtime);
    return this.#fresh(this.#plan(dotnetFolders(dotnet)), (request, layout) => dotnetCommand(dotnet, request, layout));
  }

  async #fresh(plan: SandboxPlan, commandOf: CommandOf): Promise<Launcher> {
    const wrapped: CommandOf = (request, layout) => {
      const wrapper = request.version.variables["AWS_LAMBDA_EXEC_WRAPPER"];
      const command = commandOf(request, layout);
      return wrapper ? [wrapper.replace(/^\/opt(?=\/)/, layout.opt), ...command] : command;
    };
    return spawnedLauncher(plan, await this.sandboxed(), wrapped);
  }

  #nodePlan(visible: readonly string[]): SandboxPlan {
    return { ...this.#plan(visible), nodeModules: modulesWithSdk([process.cwd(), this.#runtimeDirectory]) };
  }

  #plan(visible: readonly string[]): SandboxPlan {
    return { directory: this.#directory, runtimeDirectory: this.#runtimeDirectory, visible };
  }

  #warnOnce(message: string): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#warn(message);
  }
}

/** A process that waited or was forked has read these too early, or cannot have company. */
function needsFreshProcess({ variables, optDirectory }: FunctionVersion): boolean {
  if (variables["AWS_LAMBDA_EXEC_WRAPPER"] !== undefined || variables["NODE_OPTIONS"] !== undefined) return true;
  return optDirectory !== undefined && existsSync(join(optDirectory, "extensions"));
}

function bootstrapOf({ version }: LaunchRequest, layout: Layout): string {
  if (existsSync(join(version.codeDirectory, "bootstrap"))) return join(layout.taskRoot, "bootstrap");
  if (version.optDirectory !== undefined && existsSync(join(version.optDirectory, "bootstrap"))) {
    return join(layout.opt, "bootstrap");
  }
  throw new Error("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
}

function shared<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
