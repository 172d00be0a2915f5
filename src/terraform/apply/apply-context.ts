/** What applying needs beyond what plan and apply share. */

import type { Creations } from "../../cloud/creation.ts";
import type { ProviderConfigAddress } from "../addresses/provider.ts";
import type { ConfiguredProvider } from "../plan/configured-providers.ts";
import type { Plan } from "../plan/plan.ts";
import type { OpenEphemerals } from "../plan/plan-ephemeral.ts";
import type { Dependencies, ResourceNode } from "../plan/resource-node.ts";
import type { Run } from "../plan/run.ts";
import type { ProviderHost } from "../provider.ts";

export interface ApplyCounts {
  added: number;
  changed: number;
  destroyed: number;
  imported: number;
}

export interface ApplyContext extends Run {
  readonly plan: Plan;
  readonly nodes: ReadonlyMap<string, ResourceNode>;
  readonly dependencies: Dependencies;
  readonly counts: ApplyCounts;
  readonly ephemerals: OpenEphemerals;
  /** Keys under which replaced objects wait, by address. */
  readonly deposedKeys: Map<string, string>;
  /** The state has changed and should be on disk. */
  readonly stateChanged: () => void;
  /** Where creations take down their steps, for whoever goes on after a crash. */
  readonly creations: Creations | undefined;
  readonly directory: string;
  readonly host: ProviderHost;
  /** Config addresses of the resources that depend on one, directly or not. */
  dependentsOf(config: string): Iterable<string>;
  orphanProvider(address: ProviderConfigAddress): Promise<ConfiguredProvider | undefined>;
}
