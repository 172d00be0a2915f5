/** A resource block as a walk sees it: with its provider, what it depends on, and how it is replaced. */
import { printConfigResource } from "../addresses/resource.ts";
import type { ModuleTree, Resource } from "../config/module.ts";
import type { Graph } from "../graph/graph.ts";
import { compareUtf8 } from "../lang/type.ts";
import { forEachTree, referenceVertices } from "./config-graph.ts";
import { resourceReferences, resourcesOf, traversalReferences } from "./config-references.ts";
import { type ResolvedProvider, resolveProvider } from "./provider-configs.ts";

export interface ResourceNode {
  readonly tree: ModuleTree;
  readonly resource: Resource;
  /** Config address, which is also the name of its vertex. */
  readonly name: string;
  readonly provider: ResolvedProvider;
}

export function resourceNodes(root: ModuleTree): ReadonlyMap<string, ResourceNode> {
  const nodes = new Map<string, ResourceNode>();
  forEachTree(root, (tree) => {
    for (const resource of resourcesOf(tree.module)) {
      const name = printConfigResource({ module: tree.path, resource });
      const provider = resolveProvider(tree, resource.providerConfig, resource.provider);
      nodes.set(name, { tree, resource, name, provider });
    }
  });
  return nodes;
}

/** What the finished graph says about how resources hang together. */
export class Dependencies {
  readonly #graph: Graph;
  readonly #nodes: ReadonlyMap<string, ResourceNode>;
  readonly #below = new Map<string, ReadonlySet<string>>();
  #createBeforeDestroy: ReadonlySet<string> | undefined;

  constructor(graph: Graph, nodes: ReadonlyMap<string, ResourceNode>) {
    this.#graph = graph;
    this.#nodes = nodes;
  }

  createBeforeDestroy(name: string): boolean {
    if (!this.#createBeforeDestroy) {
      const wanted = [...this.#nodes.values()].filter(({ resource }) => resource.createBeforeDestroy);
      // What such a resource needs must exist while both of its objects do, so it is replaced the same way.
      this.#createBeforeDestroy = this.#graph.withDependencies(wanted.map((node) => node.name));
    }
    return this.#createBeforeDestroy.has(name);
  }

  /** Config addresses of all resources that the vertex depends on, directly or not, sorted. */
  of(name: string): readonly string[] {
    return [...this.#resourcesBelow(name)]
      .filter((other) => other !== name && this.#nodes.get(other)?.resource.mode !== "ephemeral")
      .sort(compareUtf8);
  }

  #resourcesBelow(name: string): ReadonlySet<string> {
    const known = this.#below.get(name);
    if (known) return known;
    const found = new Set<string>();
    this.#below.set(name, found);
    for (const dependency of this.#graph.dependenciesOf(name)) {
      if (this.#nodes.has(dependency)) found.add(dependency);
      for (const other of this.#resourcesBelow(dependency)) found.add(other);
    }
    return found;
  }

  /**
   * The managed resources that a data source waits for: those that `depends_on`, of its own or of a module around it,
   * leads to, and those that it refers to itself, even where all it wants of them is known. With conditions it waits for
   * all that it depends on, as one of these may be what makes a condition hold.
   */
  awaited({ name, tree, resource }: ResourceNode): ReadonlySet<string> {
    if (resource.preconditions.length + resource.postconditions.length > 0) {
      return new Set(this.of(name).filter((other) => this.#nodes.get(other)?.resource.mode === "managed"));
    }
    const direct = resourceReferences(resource).filter(
      ({ subject }) =>
        (subject.kind === "resource" || subject.kind === "resource-instance") && subject.resource.mode === "managed",
    );
    const references = [...traversalReferences(resource.dependsOn), ...direct];
    const targets: string[] = references.flatMap((reference) => [...referenceVertices(tree, reference)]);
    for (let at = tree; at.parent && at.call; at = at.parent) {
      for (const reference of traversalReferences(at.call.dependsOn)) {
        targets.push(...referenceVertices(at.parent, reference));
      }
    }
    const found = new Set<string>();
    if (targets.length === 0) return found;
    for (const name of this.#graph.withDependencies(targets)) {
      if (this.#nodes.get(name)?.resource.mode === "managed") found.add(name);
    }
    return found;
  }
}
