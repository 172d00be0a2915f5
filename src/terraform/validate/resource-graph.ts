/** Which resources depend on which, with everything between them left out: what `graph` draws. */
import { quoteGo } from "../../hcl/quote.ts";
import { type ModulePath, printModulePath } from "../addresses/module.ts";
import { configOfResource, printConfigResource, printResource } from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import type { Graph } from "../graph/graph.ts";
import { compareUtf8 } from "../lang/type.ts";
import { resourcesOf } from "../modules/provider-requirements.ts";
import type { State } from "../state/state.ts";
import { ValidationWalk } from "./walk.ts";

/** In Graphviz's language, as `terraform graph` prints it; what only the state has is drawn without dependencies. */
export function drawResourceGraph(root: ModuleTree, state: State): string {
  const walk = new ValidationWalk({
    directory: "",
    workspace: "default",
    providers: new Map(),
    providerFunction: () => undefined,
    onLookOutside: () => undefined,
  });
  const graph = walk.graph(root);
  const modules = withStored(allModules(root), state);
  const names = modules.flatMap(({ resources }) => resources.map(({ name }) => name));
  const known = new Set(names);
  const dependencies = new Map(names.map((name) => [name, nearest(graph, name, known)]));
  const nodes = modules.map(drawModule).join("");
  const edges = names.flatMap((name) =>
    reduced(name, dependencies).map((target) => `  ${quote(name)} -> ${quote(target)};\n`),
  );
  return `digraph G {\n  rankdir = "RL";\n  node [shape = rect, fontname = "sans-serif"];\n${names.length === 0 ? NOTHING : nodes}${edges.join("")}}\n`;
}

const NOTHING = `  /* This configuration does not contain any resources.         */
  /* For a more detailed graph, try: terraform graph -type=plan */
`;

interface DrawnModule {
  readonly path: ModulePath;
  readonly resources: readonly { readonly name: string; readonly label: string }[];
}

/** The resources of the configuration with those that only the state has. */
function withStored(modules: readonly ModuleTree[], state: State): readonly DrawnModule[] {
  const drawn = new Map<string, DrawnModule>();
  const put = (path: ModulePath, resources: DrawnModule["resources"]): void => {
    const key = printModulePath(path);
    const all = new Map([...(drawn.get(key)?.resources ?? []), ...resources].map((item) => [item.name, item]));
    drawn.set(key, { path, resources: [...all.values()].sort((a, b) => compareUtf8(a.name, b.name)) });
  };
  for (const tree of modules) put(tree.path, resourceNames(tree));
  for (const { address } of state.resources.values()) {
    const config = configOfResource(address);
    put(config.module, [{ name: printConfigResource(config), label: printResource(config.resource) }]);
  }
  return [...drawn.values()];
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

function drawModule({ path: modulePath, resources }: DrawnModule): string {
  const nodes = resources.map(({ name, label }) => `${quote(name)} [label=${quote(label)}];\n`);
  if (modulePath.length === 0) return nodes.map((node) => `  ${node}`).join("");
  if (nodes.length === 0) return "";
  const path = printModulePath(modulePath);
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
