/**
 * What the first plans in a folder would have to wait for, done when the server has nothing else to do: modules loaded,
 * files parsed, schemas decoded, the configuration looked through, and a plan rehearsed a few times, because code is
 * slow until it has run. Changes nothing, and neither runs programs of the user nor asks the network.
 */
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import type { Cloud } from "../../cloud/cloud.ts";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { builtInProviders } from "../../providers/registry.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { Sources } from "../../terraform/diagnostics/sources.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import type { Output, Terminal } from "../command.ts";
import { endCommand } from "../command-end.ts";
import { runHere } from "../main.ts";
import { validateTree } from "../operation/engine.ts";
import { prefersPrograms } from "../provider-library.ts";
import { currentWorkspace, loadOptions } from "../working-directory.ts";
import { hasCloudResources } from "./needs-cloud.ts";

const AWS = "registry.terraform.io/hashicorp/aws";
/** Not loaded with the cloud, and used by every stack that has a function. */
const SERVICES = ["iam", "sts", "ec2"];
/** After that many plans of objects that exist, or that many calls of a large configuration's, more would gain little. */
const REHEARSALS = 6;
const CALLS = 1_000;
/** Data sources that are known to run nothing of the user's, and not to ask the network. */
const REACHES_NOTHING =
  /^(aws_(?!ip_ranges$|lambda_invocation$)|(archive|local|local_sensitive)_file$|tls_public_key$)/;

/** The cloud of the server, and how a service of it is loaded. */
export interface CloudOfServer {
  readonly cloud: Cloud;
  load(service: string): Promise<unknown>;
}

export class Preparation {
  readonly #terminal: Terminal;
  readonly #server: CloudOfServer;
  #loaded = false;
  /** Plans rehearsed, of objects to be made and of ones that exist. */
  readonly #rehearsed = { new: 0, existing: 0 };
  #calls = 0;

  constructor(terminal: Terminal, server: CloudOfServer) {
    this.#terminal = terminal;
    this.#server = server;
  }

  /** Goes on where it was stopped; ends soon after the signal, so that a command that has come does not wait. */
  async run(signal: AbortSignal): Promise<void> {
    if (this.#isPractised) return;
    const { tree, diagnostics } = loadConfiguration(loadOptions(this.#terminal, new Sources()));
    if (!tree || hasErrors(diagnostics)) return;
    const requirements = [...providerRequirements(tree).keys()];
    const builtIn = new Set(builtInProviders());
    if (!requirements.every((source) => builtIn.has(source)) || prefersPrograms(this.#terminal)) return;
    if (!this.#loaded) await this.#load(tree, requirements.includes(AWS), signal);
    if (reachesOut(tree)) return;
    while (this.#loaded && !signal.aborted && this.#isWorthwhile()) {
      await turn();
      if (!(await this.#rehearse(signal))) return;
    }
  }

  async #load(tree: ModuleTree, withAws: boolean, signal: AbortSignal): Promise<void> {
    // What is compiled from here on is run a few times at least: machine code at once saves a fifth of the first plans.
    setFlagsFromString("--always-sparkplug");
    const steps: (() => Promise<unknown>)[] = [
      () => import("../commands/plan.ts"),
      () => validateTree(tree, this.#terminal, currentWorkspace(this.#terminal)),
      ...(withAws ? SERVICES.map((name) => () => this.#server.load(name)) : []),
      () => import("../commands/apply.ts"),
    ];
    try {
      for (const step of steps) {
        await turn();
        if (signal.aborted) return;
        await step();
      }
      this.#loaded = true;
    } finally {
      endCommand(this.#terminal);
    }
  }

  get #isPractised(): boolean {
    return this.#rehearsed.existing >= REHEARSALS || this.#calls >= CALLS;
  }

  #isWorthwhile(): boolean {
    return hasCloudResources(this.#terminal.directory) ? !this.#isPractised : this.#rehearsed.new === 0;
  }

  /** False when there is no plan: why not is for a command to say. */
  async #rehearse(interrupted: AbortSignal): Promise<boolean> {
    const kind = hasCloudResources(this.#terminal.directory) ? "existing" : "new";
    const cloud = yieldingCloud(this.#server.cloud, interrupted, () => {
      this.#calls++;
    });
    const terminal: Terminal = {
      ...this.#terminal,
      stdout: NOWHERE,
      stderr: NOWHERE,
      readLine: () => Promise.resolve(undefined),
      readAll: () => Promise.resolve(""),
      interrupted,
      killed: new AbortController().signal,
      cloud: () => Promise.resolve(cloud),
      isRehearsal: true,
    };
    const code = await runHere("plan", ["-input=false", "-lock=false"], terminal);
    if (!interrupted.aborted) this.#rehearsed[kind]++;
    return code === 0;
  }
}

const NOWHERE: Output = { write: () => undefined, isTerminal: false, columns: undefined };

/** Lets requests and commands that have come go first, before every call. */
function yieldingCloud(cloud: Cloud, interrupted: AbortSignal, onCall: () => void): Cloud {
  return {
    store: cloud.store,
    clock: cloud.clock,
    bus: cloud.bus,
    endpoint: cloud.endpoint,
    directory: cloud.directory,
    async call(service, operation, input, options) {
      await turn();
      interrupted.throwIfAborted();
      onCall();
      return cloud.call(service, operation, input, options);
    },
  };
}

/** What is opened for a plan (`ephemeral`) can be anything. */
function reachesOut({ module, children }: ModuleTree): boolean {
  return (
    module.ephemeralResources.size > 0 ||
    [...module.dataResources.values()].some(({ type }) => !REACHES_NOTHING.test(type)) ||
    [...children.values()].some(reachesOut)
  );
}
