/** What a plan works through and in which order, as `terraform graph -type=plan` draws it from the configuration. */
import { type ModulePath, printModulePath } from "../addresses/module.ts";
import { printProviderConfig } from "../addresses/provider.ts";
import type { ModuleTree } from "../config/module.ts";
import { Graph } from "../graph/graph.ts";
import { compareUtf8 } from "../lang/type.ts";
import {
  callVertex,
  closeVertex,
  connectConfig,
  connectProvider,
  connectReferences,
  forEachTree,
  localVertex,
  outputVertex,
  providerVertex,
  validationVertex,
  variableVertex,
} from "./config-graph.ts";
import { expressionReferences, resourceReferences, ruleExpressions } from "./config-references.ts";
import { resourceNodes } from "./resource-node.ts";

interface Drawing {
  readonly graph: Graph;
  /** What a vertex is called in the drawing. */
  readonly titles: Map<string, string>;
  /** The vertices that are drawn as shapes, with their labels. */
  readonly shapes: Map<string, { readonly label: string; readonly shape: "box" | "diamond" | "note" }>;
}

export function drawOperationGraph(root: ModuleTree): string {
  const drawing: Drawing = { graph: new Graph(), titles: new Map(), shapes: new Map() };
  addConfiguration(drawing, root);
  addResources(drawing, root);
  closeRoot(drawing);
  return draw(drawing);
}

/** With a root that has nothing but the outputs to take away: what there is to destroy shows in the state alone. */
export function drawEmptyDestroyGraph({ module }: ModuleTree): string {
  const drawing: Drawing = { graph: new Graph(), titles: new Map(), shapes: new Map() };
  for (const { name } of module.outputs.values()) add(drawing, outputVertex([], name), " (expand)");
  closeRoot(drawing);
  return draw(drawing);
}

function add({ graph, titles }: Drawing, name: string, suffix = ""): void {
  graph.add({ name, run: () => true });
  titles.set(name, `${name}${suffix}`);
}

function addConfiguration(drawing: Drawing, root: ModuleTree): void {
  forEachTree(root, ({ path, module, parent }) => {
    if (parent) {
      add(drawing, callVertex(path));
      add(drawing, closeVertex(path));
    }
    for (const { name, validations } of module.variables.values()) {
      const vertex = variableVertex(path, name);
      add(drawing, vertex, parent ? " (expand)" : "");
      if (!parent) drawing.shapes.set(vertex, { label: vertex, shape: "note" });
      if (validations.length > 0) add(drawing, validationVertex(vertex));
    }
    for (const { name } of module.locals.values()) add(drawing, localVertex(path, name), " (expand)");
    for (const { name } of module.outputs.values()) add(drawing, outputVertex(path, name), " (expand)");
  });
}

function addResources(drawing: Drawing, root: ModuleTree): void {
  const { graph, shapes } = drawing;
  const nodes = [...resourceNodes(root).values()];
  for (const { name } of nodes) {
    add(drawing, name, " (expand)");
    shapes.set(name, { label: name, shape: "box" });
  }
  for (const { provider } of nodes) {
    const name = providerVertex(provider);
    if (graph.has(name)) continue;
    add(drawing, name);
    add(drawing, `${name} (close)`);
    graph.connect(`${name} (close)`, name);
    shapes.set(name, { label: printProviderConfig(provider.address), shape: "diamond" });
  }
  connectConfig(graph, root);
  addChecks(drawing, root);
  for (const { name, tree, provider, resource } of nodes) {
    connectReferences(graph, name, tree, resourceReferences(resource));
    connectProvider(graph, provider);
    graph.connect(name, providerVertex(provider));
    graph.connect(`${providerVertex(provider)} (close)`, name);
  }
  connectContents(drawing, root);
}

function addChecks(drawing: Drawing, root: ModuleTree): void {
  forEachTree(root, (tree) => {
    for (const { name, assertions } of tree.module.checks.values()) {
      const vertex = checkVertex(tree.path, name);
      add(drawing, vertex, " (expand)");
      add(drawing, `${vertex} (report)`);
      drawing.graph.connect(vertex, `${vertex} (report)`);
      connectReferences(drawing.graph, vertex, tree, expressionReferences(ruleExpressions(assertions)));
    }
  });
}

const checkVertex = (path: ModulePath, name: string): string =>
  path.length === 0 ? `check.${name}` : `${printModulePath(path)}.check.${name}`;

/** A module is done with all that is in it. */
function connectContents({ graph }: Drawing, root: ModuleTree): void {
  forEachTree(root, ({ path, module, parent }) => {
    if (!parent) return;
    for (const { name } of module.variables.values()) graph.connect(closeVertex(path), variableVertex(path, name));
    for (const { name } of module.locals.values()) graph.connect(closeVertex(path), localVertex(path, name));
    for (const { name } of module.checks.values()) graph.connect(closeVertex(path), checkVertex(path, name));
  });
}

function closeRoot(drawing: Drawing): void {
  const { graph } = drawing;
  const needed = new Set<string>();
  for (const name of graph.names) for (const target of graph.dependenciesOf(name)) needed.add(target);
  const last = [...graph.names].filter((name) => !needed.has(name));
  add(drawing, "root");
  for (const name of last) graph.connect("root", name);
}

function draw({ graph, titles, shapes }: Drawing): string {
  const title = (name: string): string => JSON.stringify(`[root] ${titles.get(name)}`);
  const byTitle = (a: string, b: string): number => compareUtf8(titles.get(a) as string, titles.get(b) as string);
  const reachable = new Map<string, ReadonlySet<string>>();
  const below = (name: string): ReadonlySet<string> => {
    const known = reachable.get(name);
    if (known) return known;
    const found = new Set<string>();
    reachable.set(name, found);
    for (const target of graph.dependenciesOf(name)) {
      found.add(target);
      for (const further of below(target)) found.add(further);
    }
    return found;
  };
  const lines = [...shapes.keys()].sort(byTitle).map((name) => {
    const { label, shape } = shapes.get(name) as { label: string; shape: string };
    return `${title(name)} [label = ${JSON.stringify(label)}, shape = "${shape}"]`;
  });
  for (const name of [...graph.names].sort(byTitle)) {
    const targets = [...graph.dependenciesOf(name)];
    // What another dependency depends on goes without saying.
    const direct = targets.filter((target) => !targets.some((other) => other !== target && below(other).has(target)));
    for (const target of direct.sort(byTitle)) lines.push(`${title(name)} -> ${title(target)}`);
  }
  const body = lines.map((line) => `\t\t${line}\n`).join("");
  return `digraph {\n\tcompound = "true"\n\tnewrank = "true"\n\tsubgraph "root" {\n${body}\t}\n}\n`;
}
