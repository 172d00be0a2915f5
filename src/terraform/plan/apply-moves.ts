/** `moved` blocks: objects of the state get the addresses that the configuration says they have now. */
import type { ModuleTree } from "../config/module.ts";
import type { State } from "../state/state.ts";
import { MoveResults } from "./moves.ts";
import type { ProviderTypes } from "./provider-configs.ts";
import type { ResourceNode } from "./resource-node.ts";
import type { DiagnosticSink } from "./run.ts";

export async function applyMoves(
  _tree: ModuleTree,
  _state: State,
  _nodes: ReadonlyMap<string, ResourceNode>,
  _providers: ProviderTypes,
  _diagnostics: DiagnosticSink,
): Promise<MoveResults> {
  return new MoveResults();
}
