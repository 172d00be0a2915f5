/** Which resources depend on which, with everything between them left out: what `graph` draws. */
import { quoteGo } from "../../hcl/quote.ts";
import { printModulePath } from "../addresses/module.ts";
import { printConfigResource, printResource } from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import type { Graph } from "../graph/graph.ts";
import { compareUtf8 } from "../lang/type.ts";
import { resourcesOf } from "../modules/provider-requirements.ts";
import { ValidationWalk } from "./walk.ts";

/** In Graphviz's language, as `terraform graph` prints it. */
export function drawResourceGraph(root: ModuleTree): string {
  const walk = new ValidationWalk({
    directory: "",
    workspace: "default",
    providers: new Map(),
    providerFunction: () => undefined,
    onLookOutside: () => undefined,
  });
  const graph = walk.graph(root);
  const modules = allModules(root);
  const names = modules.flatMap((tree) => resourceNames(tree).map(({ name }) => name));
  const known = new Set(names);
  const dependencies = new Map(names.map((name) => [name, nearest(graph, name, known)]));
  const nodes = modules.map(drawModule).join("");
  const edges = names.flatMap((name) =>
    reduced(name, dependencies).map((target) => `  ${quote(name)} -> ${quote(target)};\n`),
  );
  return `digraph G {\n  rankdir = "RL";\n  node [shape = rect, fontname = "sans-serif"];\n${nodes}${edges.join("")}}\n`;
}

const allModules = (tree: ModuleTree): ModuleTree[] => [
  tree,
  ...[...tree.children].sort(([a], [b]) => compareUtf8(a, b)).flatMap(([, child]) => allModules(child)),
];

const resourceNames = (tree: ModuleTree): { name: string; label: string }[] =>
  resourcesOf(tree.module)
    .map((resource) => ({
      name: printConfigResource({ module: tree.path, resource }),
      label: printResource(resource),
    }))
    .sort((a, b) => compareUtf8(a.name, b.name));

const quote = (text: string): string => quoteGo(text);

function drawModule(tree: ModuleTree): string {
  const nodes = resourceNames(tree).map(({ name, label }) => `${quote(name)} [label=${quote(label)}];\n`);
  if (tree.path.length === 0) return nodes.map((node) => `  ${node}`).join("");
  if (nodes.length === 0) return "";
  const path = printModulePath(tree.path);
  const inside = nodes.map((node) => `    ${node}`).join("");
  return `  subgraph ${quote(`cluster_${path}`)} {\n    label = ${quote(path)}\n    fontname = "sans-serif"\n${inside}  }\n`;
}

/** The resources that are reached without passing another one. */
function nearest(graph: Graph, from: string, resources: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = [...graph.dependenciesOf(from)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (resources.has(name)) found.add(name);
    else open.push(...graph.dependenciesOf(name));
  }
  found.delete(from);
  return found;
}

/** Without the dependencies that another one has anyway. */
function reduced(name: string, dependencies: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const direct = [...(dependencies.get(name) ?? [])];
  const implied = new Set<string>();
  const open = direct.flatMap((target) => [...(dependencies.get(target) ?? [])]);
  for (let target = open.pop(); target !== undefined; target = open.pop()) {
    if (implied.has(target)) continue;
    implied.add(target);
    open.push(...(dependencies.get(target) ?? []));
  }
  return direct.filter((target) => !implied.has(target)).sort(compareUtf8);
}
