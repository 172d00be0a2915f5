/** What an apply whose process was killed has left half made is finished before anything else is planned. */
import { relative } from "node:path";
import { Creation } from "../../cloud/creation.ts";
import { resumeCreations } from "../../terraform/apply/resume-creations.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import type { StatePaths } from "../../terraform/state/state-store.ts";
import type { Terminal } from "../command.ts";
import { providersFor } from "../provider-library.ts";
import { providerHost } from "./engine.ts";
import type { LockedState } from "./locked-state.ts";
import { usesCloud } from "./state-location.ts";

/** What a state's creations are noted under: where it lies from the folder that has the data, since both may move. */
export const creationPlace = (directory: string, { outPath, path }: StatePaths): string =>
  relative(directory, outPath ?? path);

/** The state as it is then. */
export async function withInterruptedCreations(
  locked: LockedState,
  tree: ModuleTree,
  terminal: Terminal,
): Promise<LockedState> {
  if (terminal.isRehearsal || !usesCloud(tree)) return locked;
  // A configuration can name a provider without wanting anything of it; then there is no cloud, and was none.
  const cloud = await terminal.cloud().catch(() => undefined);
  if (!cloud) return locked;
  const { store, state } = locked;
  const creations = Creation.interrupted(cloud.store, creationPlace(cloud.directory, store.paths));
  if (creations.length === 0) return locked;
  const library = providersFor(terminal);
  // The release that made them is the one that goes on.
  library.require(providerRequirements(tree));
  const objects = await resumeCreations(creations, state, library.lookup, providerHost(terminal));
  if (objects > 0) {
    store.changed(state);
    store.flush();
  }
  for (const creation of creations) if (creation.told) creation.forget();
  await cloud.store.committed();
  return objects > 0 ? { ...locked, exists: true } : locked;
}
