/**
 * Carries out a plan: objects are created, changed and destroyed in the order of their dependencies, as many at once as
 * may be, and the state is told after each of them.
 */

import type { Creations } from "../../cloud/creation.ts";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { ModuleInstancePath } from "../addresses/module.ts";
import { configOfResource, printConfigResource, printResourceInstance } from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import { Graph } from "../graph/graph.ts";
import { Limit } from "../graph/limit.ts";
import { containsInfinity } from "../lang/json.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { containsMarked, SENSITIVE, withoutDeepMarks } from "../lang/marks.ts";
import type { Value } from "../lang/value.ts";
import { addCheckVertices } from "../plan/check-blocks.ts";
import { Checks, uncheckedResults } from "../plan/checks.ts";
import {
  addConfigVertices,
  addProvider,
  connectConfig,
  connectProviders,
  connectReferences,
  outputVertex,
} from "../plan/config-graph.ts";
import { resourceReferences } from "../plan/config-references.ts";
import { configureProvider } from "../plan/configure-provider.ts";
import { type ConfiguredProvider, ConfiguredProviders } from "../plan/configured-providers.ts";
import { cycleDiagnostics } from "../plan/cycle.ts";
import { Evaluation } from "../plan/evaluation.ts";
import type { EventSink } from "../plan/events.ts";
import type { Plan } from "../plan/plan.ts";
import { closeEphemerals } from "../plan/plan-ephemeral.ts";
import { outputKey } from "../plan/planned-change.ts";
import type { ProviderTypes } from "../plan/provider-configs.ts";
import { resolveProvider } from "../plan/provider-configs.ts";
import { Dependencies, type ResourceNode, resourceNodes } from "../plan/resource-node.ts";
import { DiagnosticSink, EXECUTION_HALTED } from "../plan/run.ts";
import type { ProviderHost } from "../provider.ts";
import { providerFunctions } from "../provider-functions.ts";
import { unsavedOutput } from "../state/infinity.ts";
import type { State } from "../state/state.ts";
import type { ApplyContext, ApplyCounts } from "./apply-context.ts";
import { addDestroyVertices } from "./destroy-graph.ts";
import { expandAppliedResource, instanceVertex } from "./expand-resource.ts";

export interface ApplyOptions {
  readonly plan: Plan;
  readonly tree: ModuleTree;
  readonly providers: ProviderTypes;
  readonly host: ProviderHost;
  readonly variables: ReadonlyMap<string, Value>;
  readonly directory: string;
  readonly workspace: string;
  readonly parallelism: number;
  readonly events: EventSink;
  readonly interrupted: AbortSignal;
  /** Called after every change of the state, which is the plan's and is changed in place. */
  readonly onStateChange: (state: State) => void;
  /** Where creations take down their steps, for whoever goes on after a crash. */
  readonly creations?: Creations;
}

export interface Applied {
  readonly state: State;
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Readonly<ApplyCounts>;
}

export async function apply(options: ApplyOptions): Promise<Applied> {
  const { plan, tree } = options;
  const diagnostics = new DiagnosticSink();
  const evaluation = new Evaluation(tree);
  const state = plan.priorState;
  const nodes = resourceNodes(tree);
  const graph = new Graph();
  const providers = new ConfiguredProviders(options.host, (source) => options.providers.get(source));
  const counts: ApplyCounts = { added: 0, changed: 0, destroyed: 0, imported: 0 };
  const context: ApplyContext = {
    plan,
    nodes,
    evaluation,
    environment: {
      evaluation,
      directory: options.directory,
      workspace: options.workspace,
      planTimestamp: plan.timestamp,
      pureOnly: false,
      providerFunction: providerFunctions(options.providers, options.host),
    },
    providers,
    state,
    changes: plan.changes,
    checks: new Checks(tree, state.checkResults),
    events: options.events,
    limit: new Limit(options.parallelism),
    diagnostics,
    interrupted: options.interrupted,
    dependencies: new Dependencies(graph, nodes),
    counts,
    ephemerals: [],
    deposedKeys: new Map(),
    directory: options.directory,
    host: options.host,
    creations: options.creations,
    stateChanged: () => options.onStateChange(state),
    dependentsOf: dependentsLookup(nodes, (name) => context.dependencies.of(name)),
    orphanProvider: (address) => orphanProvider(context, address),
  };
  buildApplyGraph(graph, context, options);
  const cycles = cycleDiagnostics(graph);
  diagnostics.report(cycles);
  if (cycles.length === 0) {
    await graph.walk();
    if (options.interrupted.aborted && !diagnostics.all.includes(EXECUTION_HALTED))
      diagnostics.report([EXECUTION_HALTED]);
    await closeEphemerals(context);
  }
  settleOutputs(context);
  // A plan that only refreshes leaves nothing to check again.
  if (plan.mode === "destroy") state.checkResults = uncheckedResults(tree, plan.targets.length === 0);
  else if (plan.mode === "normal") state.checkResults = context.checks.results();
  return { state, diagnostics: diagnostics.all, counts };
}

function buildApplyGraph(graph: Graph, context: ApplyContext, options: ApplyOptions): void {
  const { plan, nodes } = context;
  const destroying = plan.mode === "destroy";
  addConfigVertices(graph, {
    run: context,
    variables: options.variables,
    destroying,
    plannedOutput: (module, name) => plannedOutput(plan, module, name),
    onOutput: (module, name, value) => {
      if (module.length === 0) setOutput(context, name, value);
    },
  });
  for (const node of nodes.values()) {
    // The vertex under the resource's own name stands for all its instances being done.
    const expand = `${node.name} (expand)`;
    graph.add({ name: node.name, run: () => true });
    graph.add({ name: expand, run: () => expandAppliedResource(context, node) });
    graph.connect(node.name, expand);
    const provider = addProvider(graph, context, node.provider);
    graph.connect(expand, provider);
  }
  const byNode = new Map<string, string[]>();
  for (const change of plan.changes) {
    if (change.deposed !== undefined || change.action === "delete" || change.action === "forget") continue;
    const name = printConfigResource(configOfResource(change.address));
    const node = nodes.get(name);
    if (!node) continue;
    const vertex = printResourceInstance(change.address) + (change.address.key === undefined ? " (apply)" : "");
    graph.add({ name: vertex, run: () => instanceVertex(context, node, change) });
    graph.connect(vertex, `${name} (expand)`);
    graph.connect(name, vertex);
    const known = byNode.get(name);
    if (known) known.push(vertex);
    else byNode.set(name, [vertex]);
  }
  // A targeted plan has looked at no checks, and only at some of the outputs.
  const isTargeted = plan.targets.length > 0;
  if (!destroying && !isTargeted) addCheckVertices(graph, context);
  connectConfig(graph, context.evaluation.root);
  connectProviders(graph, nodes.values());
  for (const node of nodes.values()) {
    connectReferences(graph, `${node.name} (expand)`, node.tree, resourceReferences(node.resource));
    // Instances wait for the module that they are in, through their resource.
    const { parent, path } = node.tree;
    if (parent) graph.connect(`${node.name} (expand)`, `${path.map((step) => `module.${step}`).join(".")} (expand)`);
  }
  const configured = new Set(graph.names);
  addDestroyVertices(graph, context, byNode);
  if (isTargeted) {
    const outputs = [...context.evaluation.root.module.outputs.keys()].filter((name) => plan.changes.outputs.has(name));
    graph.retain(
      graph.withDependencies([
        ...byNode.keys(),
        ...[...graph.names].filter((name) => !configured.has(name)),
        ...outputs.map((name) => outputVertex([], name)),
      ]),
    );
  }
}

function dependentsLookup(
  nodes: ReadonlyMap<string, ResourceNode>,
  dependenciesOf: (name: string) => readonly string[],
): (config: string) => Iterable<string> {
  let dependents: Map<string, string[]> | undefined;
  return (config) => {
    if (!dependents) {
      dependents = new Map();
      for (const name of nodes.keys()) {
        for (const dependency of dependenciesOf(name)) {
          const known = dependents.get(dependency);
          if (known) known.push(name);
          else dependents.set(dependency, [name]);
        }
      }
    }
    return dependents.get(config) ?? [];
  };
}

async function orphanProvider(
  context: ApplyContext,
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

function plannedOutput({ changes, mode }: Plan, module: ModuleInstancePath, name: string): Value | undefined {
  if (mode === "destroy") return undefined;
  if (module.length > 0) return changes.moduleOutputs.get(outputKey(module, name));
  const change = changes.outputs.get(name);
  return change?.sensitiveAfter ? change.after.withMarks([SENSITIVE]) : change?.after;
}

function setOutput(context: ApplyContext, name: string, value: Value): void {
  const output = context.evaluation.root.module.outputs.get(name);
  if (!output || output.ephemeral) return;
  const plain = withoutDeepMarks(value);
  // Outside of what a targeted plan reaches, values may be missing.
  if (!isWhollyKnown(plain) || (context.plan.targets.length > 0 && !context.plan.changes.outputs.has(name))) return;
  if (plain.isNull || context.plan.mode === "destroy") context.state.outputs.delete(name);
  else if (containsInfinity(plain)) context.diagnostics.report([unsavedOutput(name)]);
  else
    context.state.outputs.set(name, { value: plain, sensitive: output.sensitive || containsMarked(value, SENSITIVE) });
}

function settleOutputs({ plan, state }: ApplyContext): void {
  for (const { name, action } of plan.changes.outputs.values()) {
    if (action === "delete" && plan.targets.length === 0) state.outputs.delete(name);
  }
}
