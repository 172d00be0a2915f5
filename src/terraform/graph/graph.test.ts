import { expect, test } from "vitest";
import { Graph } from "./graph.ts";

function graphOf(
  edges: Readonly<Record<string, readonly string[]>>,
  log: string[],
  failing: readonly string[] = [],
): Graph {
  const graph = new Graph();
  for (const name of Object.keys(edges)) {
    graph.add({
      name,
      run: async () => {
        log.push(name);
        return !failing.includes(name);
      },
    });
  }
  for (const [from, targets] of Object.entries(edges)) for (const to of targets) graph.connect(from, to);
  return graph;
}

test("a vertex runs after all it depends on", async () => {
  const log: string[] = [];
  await graphOf({ c: ["a", "b"], b: ["a"], a: [] }, log).walk();
  expect(log).toEqual(["a", "b", "c"]);
});

test("a failure keeps only its dependents from running", async () => {
  const log: string[] = [];
  await graphOf({ a: [], b: ["a"], c: ["b"], d: [] }, log, ["a"]).walk();
  expect(log.sort()).toEqual(["a", "d"]);
});

test("finds the members of a cycle", () => {
  const cycles = graphOf({ a: ["b"], b: ["c"], c: ["a"], d: ["a"] }, []).cycles();
  expect(cycles.map((members) => [...members].sort())).toEqual([["a", "b", "c"]]);
});
