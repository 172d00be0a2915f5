/**
 * A destroy takes data sources out of the state as well: each once everything that was made from it has gone, so that
 * a destroy that fails half-way leaves what the next one needs.
 */
import { configOfResource, printAbsoluteResource, printConfigResource } from "../addresses/resource.ts";
import type { Graph } from "../graph/graph.ts";
import { Targets } from "../plan/targets.ts";
import { type ResourceState, sortedInstances, sortedResources } from "../state/state.ts";
import type { ApplyContext } from "./apply-context.ts";

/** `destroyersOf`: the vertices that destroy what depends on a resource, by its config address. */
export function addDataRemovals(
  graph: Graph,
  context: ApplyContext,
  destroyersOf: (config: string) => readonly string[],
): void {
  const targets = new Targets(context.plan.targets);
  for (const resource of sortedResources(context.state)) {
    if (resource.address.resource.mode !== "data") continue;
    const vertex = `${printAbsoluteResource(resource.address)} (remove)`;
    graph.add({ name: vertex, run: () => remove(context, resource, targets) });
    const config = printConfigResource(configOfResource(resource.address));
    // What is destroyed may still ask for the value.
    if (graph.has(config)) graph.connect(vertex, config);
    for (const destroyer of destroyersOf(config)) graph.connect(vertex, destroyer);
  }
}

function remove({ state, stateChanged }: ApplyContext, resource: ResourceState, targets: Targets): boolean {
  const { address, provider } = resource;
  const gone = sortedInstances(resource)
    .map(({ key }) => ({ ...address, key }))
    .filter((at) => targets.isEmpty || targets.includes(at));
  for (const at of gone) state.setCurrent(at, undefined, provider);
  if (gone.length > 0) stateChanged();
  return true;
}
