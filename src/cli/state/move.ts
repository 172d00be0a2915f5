/** `state mv`: gives instances, resources or modules another address. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import {
  configOfResource,
  printAbsoluteResource,
  printConfigResource,
  printResourceInstance,
  type ResourceInstanceAddress,
} from "../../terraform/addresses/resource.ts";
import { Targets } from "../../terraform/plan/targets.ts";
import type { State } from "../../terraform/state/state.ts";
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { parseFlags } from "../flags.ts";
import { type ParsedTarget, parseTarget } from "../operation/parse-target.ts";
import { createView } from "../view.ts";
import { allInstances } from "./select.ts";
import { changeState, type OpenedState, openOther, snapshot, writeChanged } from "./state-file-access.ts";

type Target = NonNullable<ParsedTarget["target"]>;
type Moves = readonly (readonly [ResourceInstanceAddress, ResourceInstanceAddress])[];

export const stateMove: Command = async (args, terminal) => {
  const {
    values: flags,
    rest,
    error,
  } = parseFlags(args, {
    backup: "string",
    "backup-out": "string",
    "dry-run": "boolean",
    "ignore-remote-version": "boolean",
    lock: "boolean",
    "lock-timeout": "duration",
    state: "string",
    "state-out": "string",
    "no-color": "boolean",
  });
  const view = createView(terminal, { noColor: flags["no-color"], spaced: true });
  const [fromText, toText] = rest;
  if (error !== undefined || rest.length !== 2 || fromText === undefined || toText === undefined) {
    view.error(
      error === undefined ? "Exactly two arguments expected.\n\n" : `Error parsing command-line flags: ${error}\n`,
    );
    if (error === undefined) view.out(usageText("state mv"));
    return 1;
  }
  const { "state-out": outPath, ...source } = flags;
  return changeState(terminal, view, source, "", (opened) => {
    const from = parseTarget(fromText);
    const to = parseTarget(toText);
    const problems = [...from.diagnostics, ...to.diagnostics];
    if (hasErrors(problems) || !from.target || !to.target) {
      view.diagnostics(problems);
      return 1;
    }
    const target = outPath === undefined ? opened : openOther(outPath, terminal, view);
    if (!target) return 1;
    const before = snapshot(opened);
    const targetBefore = snapshot(target);
    const moves = planMoves(opened, target, fromText, from.target, toText, to.target);
    if (!Array.isArray(moves)) {
      view.diagnostics([moves as Diagnostic]);
      return 1;
    }
    const verb = flags["dry-run"] ? "Would move" : "Move";
    view.out(`${verb} ${JSON.stringify(fromText)} to ${JSON.stringify(toText)}\n`);
    if (flags["dry-run"]) return 0;
    for (const [source, destination] of moves as Moves) {
      const provider = providerOf(opened, source);
      const instance = opened.state.takeInstance(source);
      if (instance) target.state.putInstance(destination, instance, provider);
    }
    if (target === opened) forgetDependents(opened.state, moves as Moves);
    if (target !== opened) writeChanged(target, target.exists ? targetBefore : undefined, flags["backup-out"]);
    writeChanged(opened, before, flags.backup);
    view.out("Successfully moved 1 object(s).\n");
    return 0;
  });
};

/** What depended on a thing under its old address has no dependencies noted until it is applied again. */
function forgetDependents(state: State, moves: Moves): void {
  const moved = new Set(moves.map(([source]) => printConfigResource(configOfResource(source))));
  for (const address of allInstances(state)) {
    const current = state.instance(address)?.current;
    if (!current?.dependencies.some((dependency) => moved.has(dependency))) continue;
    const provider = state.resources.get(printAbsoluteResource(address))?.provider ?? "";
    state.setCurrent(address, current.with({ dependencies: [] }), provider);
  }
}

const providerOf = ({ state }: OpenedState, address: ResourceInstanceAddress): string => {
  for (const resource of state.resources.values()) {
    if (
      printResourceInstance({ ...resource.address, key: undefined }) ===
      printResourceInstance({ ...address, key: undefined })
    ) {
      return resource.provider;
    }
  }
  return "";
};

const refuse = (summary: string, detail: string): Diagnostic => ({ severity: "error", summary, detail });

function planMoves(
  { state }: OpenedState,
  { state: target }: OpenedState,
  fromText: string,
  from: Target,
  toText: string,
  to: Target,
): Moves | Diagnostic {
  const targets = new Targets([from]);
  const sources = allInstances(state).filter((address) => targets.includes(address));
  if (sources.length === 0) {
    if (from.keyed && from.resource && hasInstances(state, from)) {
      return refuse("Invalid source address", `The current state does not contain ${fromText}.`);
    }
    return refuse("Invalid source address", `Cannot move ${fromText}: does not match anything in the current state.`);
  }
  if (!from.resource) {
    if (to.resource) {
      return refuse(
        "Invalid target address",
        `Cannot move ${fromText} to ${toText}: the target must also be a module.`,
      );
    }
    return checked(
      target,
      toText,
      sources.map(
        (source) =>
          [source, { ...source, module: [...to.module, ...source.module.slice(from.module.length)] }] as const,
      ),
    );
  }
  if (!to.resource) {
    const only = sources.length === 1 && sources[0]?.key === undefined;
    const what = from.keyed || only ? "resource instance" : "resource";
    return refuse("Invalid target address", `Cannot move ${fromText} to ${toText}: the target must also be a ${what}.`);
  }
  if (from.resource.mode !== to.resource.mode) {
    const kind = from.resource.mode === "managed" ? "a managed resource" : "a data resource";
    const other = from.resource.mode === "managed" ? "managed resource" : "data resource";
    return refuse(
      "Invalid state move request",
      `Cannot move ${fromText} to ${toText}: ${kind} can be moved only to another ${other} address.`,
    );
  }
  if (from.resource.type !== to.resource.type) {
    return refuse("Invalid state move request", `Cannot move ${fromText} to ${toText}: resource types don't match.`);
  }
  if (to.keyed && !from.keyed && sources.some(({ key }) => key !== undefined)) {
    return refuse(
      "Invalid target address",
      `Cannot move ${fromText} to ${toText}: the source is a whole resource (not a resource instance) so the target must also be a whole resource.`,
    );
  }
  const { resource, module } = to;
  const single = from.keyed || to.keyed;
  return checked(
    target,
    toText,
    sources.map((source) => [source, { module, resource, key: single ? to.key : source.key }] as const),
  );
}

const hasInstances = (state: State, { module, resource }: Target): boolean =>
  resource !== undefined && state.resources.has(printAbsoluteResource({ module, resource }));

function checked(state: OpenedState["state"], toText: string, moves: Moves): Moves | Diagnostic {
  if (moves.some(([, destination]) => state.instance(destination))) {
    return refuse(
      "Invalid target address",
      `Cannot move to ${toText}: there is already a resource instance at that address in the current state.`,
    );
  }
  return moves;
}
