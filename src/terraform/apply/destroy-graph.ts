/**
 * The order of destruction. An object goes after everything that depended on it has gone, and before its replacement
 * comes; with create_before_destroy it goes last, after its replacement and all who have moved over to that.
 */

import { configOfResource, printConfigResource, printResourceInstance } from "../addresses/resource.ts";
import type { Graph } from "../graph/graph.ts";
import { isReplace, type PlannedChange } from "../plan/planned-change.ts";
import type { ApplyContext } from "./apply-context.ts";
import { applyDestroy } from "./apply-destroy.ts";
import { addDataRemovals } from "./remove-data.ts";

interface Destroyer {
  readonly vertex: string;
  readonly change: PlannedChange;
  readonly config: string;
  /** Created or updated beforehand. */
  readonly createFirst: boolean;
  readonly dependencies: readonly string[];
}

/** `creators`: the vertices that create or update instances, by config address. */
export function addDestroyVertices(
  graph: Graph,
  context: ApplyContext,
  creators: ReadonlyMap<string, readonly string[]>,
): void {
  const destroyers: Destroyer[] = [];
  const byConfig = new Map<string, Destroyer[]>();
  for (const change of context.plan.changes) {
    if (change.action !== "delete" && change.action !== "forget" && !isReplace(change.action)) continue;
    const address = printResourceInstance(change.address);
    const vertex = `${address}${change.deposed === undefined ? "" : ` (deposed ${change.deposed})`} (destroy)`;
    const config = printConfigResource(configOfResource(change.address));
    const node = context.nodes.get(config);
    const instance = context.state.instance(change.address);
    const stored = change.deposed === undefined ? instance?.current : instance?.deposed.get(change.deposed);
    const destroyer: Destroyer = {
      vertex,
      change,
      config,
      createFirst:
        change.action === "create-delete" || (change.action === "delete" && stored?.createBeforeDestroy === true),
      dependencies: stored?.dependencies ?? [],
    };
    graph.add({ name: vertex, run: () => applyDestroy(context, node, change) });
    destroyers.push(destroyer);
    const known = byConfig.get(config);
    if (known) known.push(destroyer);
    else byConfig.set(config, [destroyer]);
  }
  if (context.plan.mode === "destroy") {
    addDataRemovals(graph, context, (config) =>
      destroyers.filter(({ dependencies }) => dependencies.includes(config)).map(({ vertex }) => vertex),
    );
  }
  if (destroyers.length === 0) return;
  for (const destroyer of destroyers) connectDestroyer(graph, context, destroyer, byConfig, creators);
  connectUpdates(graph, context, byConfig, creators);
}

function connectDestroyer(
  graph: Graph,
  context: ApplyContext,
  { vertex, change, config, createFirst, dependencies }: Destroyer,
  byConfig: ReadonlyMap<string, readonly Destroyer[]>,
  creators: ReadonlyMap<string, readonly string[]>,
): void {
  const own = creatorVertex(graph, change);
  if (own) {
    if (createFirst) {
      graph.connect(vertex, own);
      // Whoever refers to the resource has to have moved over to the new object.
      for (const dependent of context.dependentsOf(config)) {
        for (const creator of creators.get(dependent) ?? []) graph.connect(vertex, creator);
      }
    } else graph.connect(own, vertex);
  }
  // Destroy-time provisioners and providers may still refer to what is configured around them.
  for (const dependency of dependencies) {
    for (const other of byConfig.get(dependency) ?? []) graph.connect(other.vertex, vertex);
    if (byConfig.has(dependency)) continue;
    // A dependency that is only updated changes after what depended on it has gone.
    if (!createFirst) for (const creator of creators.get(dependency) ?? []) graph.connect(creator, vertex);
  }
}

/** The vertex that creates the object anew. */
function creatorVertex(graph: Graph, change: PlannedChange): string | undefined {
  if (!isReplace(change.action)) return undefined;
  const name = printResourceInstance(change.address) + (change.address.key === undefined ? " (apply)" : "");
  return graph.has(name) ? name : undefined;
}

/** Objects that depended on something that goes, and stay themselves, change after it has gone, or before with createFirst. */
function connectUpdates(
  graph: Graph,
  context: ApplyContext,
  byConfig: ReadonlyMap<string, readonly Destroyer[]>,
  creators: ReadonlyMap<string, readonly string[]>,
): void {
  for (const change of context.plan.changes) {
    if (change.action === "no-op" || change.action === "delete" || change.action === "forget") continue;
    const stored = context.state.instance(change.address)?.current;
    const config = printConfigResource(configOfResource(change.address));
    if (!stored || !creators.has(config)) continue;
    const vertex = printResourceInstance(change.address) + (change.address.key === undefined ? " (apply)" : "");
    for (const dependency of stored.dependencies) {
      for (const { vertex: destroyer, createFirst } of byConfig.get(dependency) ?? []) {
        if (createFirst) graph.connect(destroyer, vertex);
        else graph.connect(vertex, destroyer);
      }
    }
  }
}
