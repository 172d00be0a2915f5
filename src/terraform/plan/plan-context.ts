/** What planning needs beyond what plan and apply share. */

import type { ProviderConfigAddress } from "../addresses/provider.ts";
import type { ResourceInstanceAddress } from "../addresses/resource.ts";
import type { Value } from "../lang/value.ts";
import type { ResourceState } from "../state/state.ts";
import type { ConfiguredProvider } from "./configured-providers.ts";
import type { ImportTargets } from "./import-targets.ts";
import type { MoveResults } from "./moves.ts";
import type { OpenEphemerals } from "./plan-ephemeral.ts";
import type { Dependencies, ResourceNode } from "./resource-node.ts";
import type { Run } from "./run.ts";
import type { Targets } from "./targets.ts";

export type PlanMode = "normal" | "destroy" | "refresh-only";

export interface PlanContext extends Run {
  readonly ephemerals: OpenEphemerals;
  readonly mode: PlanMode;
  readonly refresh: boolean;
  readonly nodes: ReadonlyMap<string, ResourceNode>;
  readonly dependencies: Dependencies;
  readonly targets: Targets;
  /** Printed addresses given with `-replace`. */
  readonly replace: ReadonlySet<string>;
  readonly moves: MoveResults;
  readonly imports: ImportTargets;
  /** Objects that were not as the state had them, by printed address. */
  readonly drift: Map<string, Drift>;
  /** Objects that are as they were, though the state is to know other dependencies or another order of replacement. */
  readonly rewritten: Set<string>;
  /** Resources of the state by config address, as they were when planning began. */
  readonly stateByConfig: ReadonlyMap<string, readonly ResourceState[]>;
  /** Config addresses of resources with changes to come. */
  readonly changing: Set<string>;
  /** Text of the blocks that were generated for imported objects, by address. */
  readonly generated: ReadonlyMap<string, string>;
  /** The provider of an object that no block stands for; configured as the root module says, when it does. */
  orphanProvider(address: ProviderConfigAddress): Promise<ConfiguredProvider | undefined>;
  /** Whether a `removed` block says to leave the real object alone. */
  forgotten(address: ResourceInstanceAddress): boolean;
}

export interface Drift {
  readonly address: ResourceInstanceAddress;
  /** Where a `moved` block found it; only looked for in refresh-only plans, where a move is a change of its own. */
  readonly previousAddress?: ResourceInstanceAddress;
  readonly provider: ProviderConfigAddress;
  readonly before: Value;
  /** Null when the object is gone. */
  readonly after: Value;
}

/** False of what has only moved. */
export const isChanged = ({ before, after }: Drift): boolean => before !== after;
