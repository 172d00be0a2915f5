/** Graphs in Graphviz's language, as `terraform graph -type=TYPE` prints them. */
import { Graph } from "../graph/graph.ts";
import { compareUtf8 } from "../lang/type.ts";

export interface Drawing {
  readonly graph: Graph;
  /** What a vertex is called in the drawing. */
  readonly titles: Map<string, string>;
  /** The vertices that are drawn as shapes, with their labels. */
  readonly shapes: Map<string, { readonly label: string; readonly shape: "box" | "diamond" | "note" }>;
}

export const emptyDrawing = (): Drawing => ({ graph: new Graph(), titles: new Map(), shapes: new Map() });

export function add({ graph, titles }: Drawing, name: string, suffix = ""): void {
  graph.add({ name, run: () => true });
  titles.set(name, `${name}${suffix}`);
}

/** A provider is closed after all that is done with it. */
export function addProvider(drawing: Drawing, name: string, label: string): void {
  const { graph, shapes } = drawing;
  if (graph.has(name)) return;
  add(drawing, name);
  add(drawing, `${name} (close)`);
  graph.connect(`${name} (close)`, name);
  shapes.set(name, { label, shape: "diamond" });
}

/** Everything that nothing else waits for is what the root waits for. */
export function closeRoot(drawing: Drawing): void {
  const { graph } = drawing;
  const needed = new Set<string>();
  for (const name of graph.names) for (const target of graph.dependenciesOf(name)) needed.add(target);
  const last = [...graph.names].filter((name) => !needed.has(name));
  add(drawing, "root");
  for (const name of last) graph.connect("root", name);
}

export function draw({ graph, titles, shapes }: Drawing): string {
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
  // Instances of one resource may have the same title.
  const edges = new Set<string>();
  for (const name of [...graph.names].sort(byTitle)) {
    const targets = [...graph.dependenciesOf(name)];
    // What another dependency depends on goes without saying.
    const direct = targets.filter((target) => !targets.some((other) => other !== target && below(other).has(target)));
    for (const target of direct.sort(byTitle)) edges.add(`${title(name)} -> ${title(target)}`);
  }
  const body = lines
    .concat([...edges].sort(compareUtf8))
    .map((line) => `\t\t${line}\n`)
    .join("");
  return `digraph {\n\tcompound = "true"\n\tnewrank = "true"\n\tsubgraph "root" {\n${body}\t}\n}\n`;
}
