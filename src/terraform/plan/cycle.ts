import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";

/** One error for each group of things that depend on each other. */
export const cycleDiagnostics = (graph: Graph): readonly Diagnostic[] =>
  graph.cycles().map((members) => ({ severity: "error", summary: `Cycle: ${members.join(", ")}`, detail: "" }));
