/** Plans a configuration against a state: what would be created, changed, replaced, destroyed, and why. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { configOfResource, printConfigResource, printResourceInstance } from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import { Graph } from "../graph/graph.ts";
import { Limit } from "../graph/limit.ts";
import { valuesEqual } from "../lang/equals.ts";
import { containsInfinity } from "../lang/json.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { containsMarked, SENSITIVE, withoutDeepMarks } from "../lang/marks.ts";
import { nullValue, type Value } from "../lang/value.ts";
import type { ProviderHost } from "../provider.ts";
import { providerFunctions } from "../provider-functions.ts";
import { type ResourceState, type State, sortedResources } from "../state/state.ts";
import { applyMoves } from "./apply-moves.ts";
import { addCheckVertices } from "./check-blocks.ts";
import { Checks } from "./checks.ts";
import { addConfigVertices, addProvider, connectConfig, connectProviders, connectReferences } from "./config-graph.ts";
import { resourceReferences } from "./config-references.ts";
import { configureProvider } from "./configure-provider.ts";
import { type ConfiguredProvider, ConfiguredProviders } from "./configured-providers.ts";
import { cycleDiagnostics } from "./cycle.ts";
import { Evaluation } from "./evaluation.ts";
import type { EventSink } from "./events.ts";
import { checkImportTargets, importReferences, resolveImports } from "./import-blocks.ts";
import { type ImportTarget, ImportTargets } from "./import-targets.ts";
import type { ScopeEnvironment } from "./module-scope.ts";
import { checkMoves } from "./move-statements.ts";
import { type Drift, isChanged, type PlanContext, type PlanMode } from "./plan-context.ts";
import { planDestroy } from "./plan-destroy.ts";
import { closeEphemerals } from "./plan-ephemeral.ts";
import type { RelevantAttributeJson } from "./plan-json.ts";
import { planDeposed, planOrphan } from "./plan-orphan.ts";
import { planResource } from "./plan-resource.ts";
import { Changes, type OutputChange, outputKey } from "./planned-change.ts";
import { type ProviderTypes, resolveProvider } from "./provider-configs.ts";
import { relevantAttributes } from "./relevant-attributes.ts";
import { checkRemoved, removedLookup } from "./removed.ts";
import { Dependencies, resourceNodes } from "./resource-node.ts";
import { DiagnosticSink, EXECUTION_HALTED } from "./run.ts";
import { type Target, Targets } from "./targets.ts";

export interface PlanOptions {
  readonly tree: ModuleTree;
  readonly providers: ProviderTypes;
  readonly host: ProviderHost;
  /** As the last command left it; not changed. */
  readonly state: State;
  /** Of the root module, prepared. */
  readonly variables: ReadonlyMap<string, Value>;
  /** The same as they were given, before they were made to fit their types; defaults are not among them. */
  readonly writtenVariables?: ReadonlyMap<string, Value>;
  /** Why the values of some of these can't be used; what depends on them is not planned. */
  readonly refusedVariables?: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Absolute. */
  readonly directory: string;
  readonly workspace: string;
  readonly mode: PlanMode;
  readonly refresh: boolean;
  readonly targets: readonly Target[];
  readonly replace: readonly string[];
  readonly parallelism: number;
  readonly events: EventSink;
  readonly interrupted: AbortSignal;
  readonly timestamp?: Date;
  /** Text of the blocks that were generated for imported objects, by address. */
  readonly generated?: ReadonlyMap<string, string>;
  /** The look around before everything is destroyed: a normal plan, of which only the state it finds is of interest. */
  readonly preDestroy?: boolean;
  /** Of the import command: one object, whatever import blocks there are. */
  readonly onlyImport?: ImportTarget;
}

export interface Plan {
  readonly mode: PlanMode;
  readonly changes: Changes;
  readonly drift: readonly Drift[];
  /** The state before this plan is applied: refreshed, with data read and moves done. */
  readonly priorState: State;
  readonly checks: Checks;
  readonly diagnostics: readonly Diagnostic[];
  readonly errored: boolean;
  /** Nothing can be said about changes at all. */
  readonly abandoned?: boolean;
  readonly applyable: boolean;
  /** What the changes depend on, so that only drift of these is worth showing. */
  readonly relevantAttributes: readonly RelevantAttributeJson[];
  readonly timestamp: Date;
  readonly variables: ReadonlyMap<string, Value>;
  /** As they were given. */
  readonly writtenVariables: ReadonlyMap<string, Value>;
  readonly targets: readonly Target[];
  readonly replace: readonly string[];
  /** Text of resource blocks for imported objects that had none. */
  readonly generated: ReadonlyMap<string, string>;
}

export async function plan(options: PlanOptions): Promise<Plan> {
  if (options.mode === "destroy") return planDestroy(options, (refresh) => walkPlan(refresh));
  return walkPlan(options);
}

async function walkPlan(options: PlanOptions): Promise<Plan> {
  const { tree, mode } = options;
  const timestamp = options.timestamp ?? new Date();
  const diagnostics = new DiagnosticSink();
  const state = options.state.copy();
  const nodes = resourceNodes(tree);
  const moves = await applyMoves(tree, state, nodes, options.providers, options.host, diagnostics);
  const evaluation = new Evaluation(tree);
  const environment: ScopeEnvironment = {
    evaluation,
    directory: options.directory,
    workspace: options.workspace,
    planTimestamp: timestamp,
    pureOnly: true,
    providerFunction: providerFunctions(options.providers, options.host),
  };
  const graph = new Graph();
  const targets = new Targets(options.targets);
  const providers = new ConfiguredProviders(options.host, (source) => options.providers.get(source));
  const changes = new Changes();
  const context: PlanContext = {
    evaluation,
    environment,
    providers,
    state,
    changes,
    checks: new Checks(tree),
    events: options.events,
    limit: new Limit(options.parallelism),
    diagnostics,
    interrupted: options.interrupted,
    mode,
    refresh: options.refresh,
    lenient: mode === "refresh-only" || options.preDestroy === true,
    nodes,
    dependencies: new Dependencies(graph, nodes),
    targets,
    replace: new Set(options.replace),
    moves,
    imports: new ImportTargets(),
    drift: new Map(),
    rewritten: new Set(),
    stateByConfig: groupByConfig(state),
    changing: new Set(),
    generated: options.generated ?? new Map(),
    ephemerals: [],
    orphanProvider: (address) => orphanProvider(context, address),
    forgotten: removedLookup(tree),
  };
  if (options.onlyImport) context.imports.add(options.onlyImport);
  buildPlanGraph(graph, context, options);
  const cycles = cycleDiagnostics(graph);
  let wrongMoves: readonly Diagnostic[] = [];
  diagnostics.report(cycles);
  const stillThere = checkRemoved(tree);
  diagnostics.report(stillThere);
  const excluded = moves.excludedBy(targets);
  diagnostics.report(excluded);
  if (cycles.length === 0 && !diagnostics.hasErrors) {
    planRemovedOutputs(context, options);
    if (!targets.isEmpty) restrictToTargets(graph, context);
    await graph.walk();
    if (options.interrupted.aborted) diagnostics.report([EXECUTION_HALTED]);
    await closeEphemerals(context);
    if (!options.onlyImport && mode !== "destroy") diagnostics.report(checkImportTargets(tree));
    wrongMoves = checkMoves(evaluation);
    if (wrongMoves.length > 0) diagnostics.replace(wrongMoves);
    else if (!diagnostics.hasErrors) diagnostics.report(moves.unresolved);
  }
  state.checkResults = context.checks.results();
  return {
    mode,
    changes,
    drift: [...context.drift.values()],
    priorState: state,
    checks: context.checks,
    diagnostics: diagnostics.all,
    errored: diagnostics.hasErrors,
    abandoned: wrongMoves.length > 0 || stillThere.length > 0 || excluded.length > 0,
    applyable: !diagnostics.hasErrors && isApplyable(mode, changes, context),
    relevantAttributes: relevantAttributes(tree, changes, (module) => evaluation.instancesOf(module)),
    timestamp,
    variables: options.variables,
    writtenVariables: options.writtenVariables ?? new Map(),
    targets: options.targets,
    replace: options.replace,
    generated: context.generated,
  };
}

function groupByConfig(state: State): ReadonlyMap<string, readonly ResourceState[]> {
  const grouped = new Map<string, ResourceState[]>();
  for (const resource of sortedResources(state)) {
    const name = printConfigResource(configOfResource(resource.address));
    const known = grouped.get(name);
    if (known) known.push(resource);
    else grouped.set(name, [resource]);
  }
  return grouped;
}

function buildPlanGraph(graph: Graph, context: PlanContext, options: PlanOptions): void {
  const { nodes, stateByConfig } = context;
  addConfigVertices(graph, {
    run: context,
    variables: options.variables,
    refusedVariables: options.refusedVariables,
    destroying: false,
    onOutput: (module, name, value) => {
      if (module.length > 0) context.changes.moduleOutputs.set(outputKey(module, name), value);
      else planOutput(context, options.state, name, value);
    },
  });
  for (const node of nodes.values()) {
    graph.add({
      name: node.name,
      run: async () =>
        (options.onlyImport !== undefined || resolveImports(context, node)) && planResource(context, node),
    });
    const provider = addProvider(graph, context, node.provider);
    graph.connect(node.name, provider);
  }
  for (const [name, resources] of stateByConfig) {
    if (!nodes.has(name)) graph.add({ name, run: () => planWithoutBlock(context, resources) });
  }
  addCheckVertices(graph, context);
  connectConfig(graph, context.evaluation.root);
  for (const node of nodes.values()) {
    connectReferences(graph, node.name, node.tree, resourceReferences(node.resource));
    const { root } = context.evaluation;
    if (!options.onlyImport) connectReferences(graph, node.name, root, importReferences(root, node.name));
  }
  connectProviders(graph, nodes.values());
}

/** Objects of resources whose block is gone. */
async function planWithoutBlock(context: PlanContext, resources: readonly ResourceState[]): Promise<boolean> {
  const tasks: Promise<boolean>[] = [];
  for (const resource of resources) {
    for (const instance of resource.instances.values()) {
      const at = { ...resource.address, key: instance.key };
      if (!context.targets.isEmpty && !context.targets.includes(at)) continue;
      for (const deposed of instance.deposed.keys()) tasks.push(planDeposed(context, at, deposed, resource.provider));
      if (!instance.current) continue;
      // Without a block of its own, it does not matter that the module is gone too.
      const moved = printResourceInstance(context.moves.previous(at)) !== printResourceInstance(at);
      const reason = moved ? "delete_because_no_move_target" : "delete_because_no_resource_config";
      tasks.push(planOrphan(context, undefined, at, resource.provider, reason));
    }
  }
  return (await Promise.all(tasks)).every(Boolean);
}

/** The configuration of a provider that only objects of the state need any more. */
async function orphanProvider(
  context: PlanContext,
  address: ConfiguredProvider["address"],
): Promise<ConfiguredProvider | undefined> {
  const known = context.providers.get(address);
  if (known) return known;
  let tree: ModuleTree | undefined = context.evaluation.root;
  for (const name of address.module) tree = tree?.children.get(name);
  const local = { localName: address.provider.type, ...(address.alias === undefined ? {} : { alias: address.alias }) };
  const resolved = tree
    ? { ...resolveProvider(tree, local, address.provider), address }
    : { address, block: undefined, tree: context.evaluation.root };
  return (await configureProvider(context, resolved)) ? context.providers.get(address) : undefined;
}

function restrictToTargets(graph: Graph, context: PlanContext): void {
  const wanted: string[] = [];
  for (const node of context.nodes.values()) {
    if (context.targets.includesConfig(node.tree.path, node.resource)) wanted.push(node.name);
  }
  for (const [name, resources] of context.stateByConfig) {
    if (
      resources.some(({ address }) =>
        context.targets.includesConfig(
          address.module.map((s) => s.name),
          address.resource,
        ),
      )
    ) {
      wanted.push(name);
    }
  }
  // Outputs of the root module follow when all they need is there.
  const keep = new Set(graph.withDependencies(wanted));
  for (const name of graph.names) {
    if (!/^output\.[^.]+$/.test(name)) continue;
    const below = graph.withDependencies([name]);
    const resources = [...below].filter((other) => context.nodes.has(other));
    if (resources.length > 0 && resources.every((other) => keep.has(other))) for (const other of below) keep.add(other);
  }
  graph.retain(keep);
}

function planOutput(context: PlanContext, prior: State, name: string, value: Value): void {
  const output = context.evaluation.root.module.outputs.get(name);
  if (!output || output.ephemeral) return;
  const before = prior.outputs.get(name);
  // What is known now is part of the state that applying begins with.
  if (isWhollyKnown(value) && value.isNull) context.state.outputs.delete(name);
  else if (isWhollyKnown(value) && !containsInfinity(value)) {
    const known = { value: withoutDeepMarks(value), sensitive: output.sensitive || containsMarked(value, SENSITIVE) };
    context.state.outputs.set(name, known);
  }
  const sensitive = output.sensitive || containsMarked(value, SENSITIVE);
  const after = withoutDeepMarks(value);
  const change = (action: OutputChange["action"]): void => {
    context.changes.outputs.set(name, {
      name,
      sensitive: sensitive || (before?.sensitive ?? false),
      sensitiveAfter: sensitive,
      before: before ? before.value : nullValue(),
      after,
      action,
    });
  };
  if (!before) change(after.isNull ? "no-op" : "create");
  else if (after.isNull) change("delete");
  else if (isWhollyKnown(after) && valuesEqual(before.value, after) && before.sensitive === output.sensitive) {
    change("no-op");
  } else change("update");
}

function planRemovedOutputs(context: PlanContext, options: PlanOptions): void {
  // A plan with targets leaves the outputs that are gone from the configuration in the state.
  if (options.targets.length > 0) return;
  for (const [name, output] of options.state.outputs) {
    if (context.evaluation.root.module.outputs.has(name)) continue;
    context.changes.outputs.set(name, {
      name,
      sensitive: output.sensitive,
      sensitiveAfter: false,
      before: output.value,
      after: nullValue(),
      action: "delete",
    });
  }
}

function isApplyable(mode: PlanMode, changes: Changes, context: PlanContext): boolean {
  const outputs = [...changes.outputs.values()].some(({ action }) => action !== "no-op");
  // A move alone is shown, but is nothing to apply (seen with 1.11.4).
  if (mode === "refresh-only") {
    // What is known only after something has been made can't be noted now.
    const noted = [...changes.outputs.values()].some(({ action, after }) => action !== "no-op" && isWhollyKnown(after));
    return noted || context.rewritten.size > 0 || [...context.drift.values()].some(isChanged);
  }
  for (const change of changes) {
    if (change.action !== "no-op" || change.importing) return true;
    if (printResourceInstance(change.previousAddress) !== printResourceInstance(change.address)) return true;
  }
  return outputs;
}
