/** What an operation works through and in which order, as `terraform graph -type=TYPE` draws it. */
import { type ModulePath, printModulePath } from "../addresses/module.ts";
import { printProviderConfig } from "../addresses/provider.ts";
import type { ModuleTree } from "../config/module.ts";
import type { State } from "../state/state.ts";
import {
  callVertex,
  closeVertex,
  connectConfig,
  connectProviders,
  connectReferences,
  forEachTree,
  localVertex,
  outputVertex,
  providerVertex,
  validationVertex,
  variableVertex,
} from "./config-graph.ts";
import { expressionReferences, resourceReferences, ruleExpressions } from "./config-references.ts";
import { add, addProvider, closeRoot, type Drawing, draw, emptyDrawing } from "./drawing.ts";
import { addChanges, addDestroyed, addOrphans, addRemains, addRemovedOutputs } from "./drawn-objects.ts";
import type { Plan } from "./plan.ts";
import { resourceNodes } from "./resource-node.ts";

/** With the objects in the state that the configuration does not have any more. */
export function drawPlanGraph(root: ModuleTree, state: State): string {
  const drawing = emptyDrawing();
  drawConfiguration(drawing, root, true);
  addOrphans(drawing, root, state);
  closeRoot(drawing);
  return draw(drawing);
}

/** Whatever the configuration says, everything in the state goes, and the outputs with it. */
export function drawDestroyGraph(root: ModuleTree, state: State): string {
  const drawing = emptyDrawing();
  for (const { name } of root.module.outputs.values()) add(drawing, outputVertex([], name), " (expand)");
  addDestroyed(drawing, state);
  addRemovedOutputs(drawing, root, state);
  closeRoot(drawing);
  return draw(drawing);
}

/** Without a plan nothing changes. */
export function drawApplyGraph(root: ModuleTree, plan: Plan | undefined, state: State): string {
  const drawing = emptyDrawing();
  if (plan?.mode === "destroy") {
    for (const { name } of root.module.outputs.values()) add(drawing, outputVertex([], name), " (expand)");
  } else drawConfiguration(drawing, root, false);
  if (plan) addChanges(drawing, root, plan);
  else addRemains(drawing, root, state);
  closeRoot(drawing);
  return draw(drawing);
}

function drawConfiguration(drawing: Drawing, root: ModuleTree, reports: boolean): void {
  addConfiguration(drawing, root);
  addResources(drawing, root, reports);
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

function addResources(drawing: Drawing, root: ModuleTree, reports: boolean): void {
  const { graph, shapes } = drawing;
  const nodes = [...resourceNodes(root).values()];
  for (const { name } of nodes) {
    add(drawing, name, " (expand)");
    shapes.set(name, { label: name, shape: "box" });
  }
  for (const { provider } of nodes)
    addProvider(drawing, providerVertex(provider), printProviderConfig(provider.address));
  connectConfig(graph, root);
  addChecks(drawing, root, reports);
  connectProviders(graph, nodes);
  for (const { name, tree, provider, resource } of nodes) {
    connectReferences(graph, name, tree, resourceReferences(resource));
    graph.connect(name, providerVertex(provider));
    graph.connect(`${providerVertex(provider)} (close)`, name);
  }
  connectContents(drawing, root);
}

function addChecks(drawing: Drawing, root: ModuleTree, reports: boolean): void {
  forEachTree(root, (tree) => {
    for (const { name, assertions } of tree.module.checks.values()) {
      const vertex = checkVertex(tree.path, name);
      add(drawing, vertex, " (expand)");
      if (reports) {
        add(drawing, `${vertex} (report)`);
        drawing.graph.connect(vertex, `${vertex} (report)`);
      }
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
