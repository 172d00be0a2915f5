/** What functions, versions and layers of an account and region may store together. Source: AWS's guide, "Lambda quotas". */
import type { OperationContext } from "../../cloud/operation.ts";
import type { Store } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { LayerVersionRecord, Place, VersionRecord } from "./entities.ts";
import { prefixOf } from "./keys.ts";
import { recordsAt } from "./records.ts";

export const CODE_STORAGE_LIMIT = 80_530_636_800;

type Context = Place & Pick<OperationContext, "store">;

export function codeStorage(context: Context): number {
  const versions = recordsAt<VersionRecord>(context, prefixOf(context, "version"));
  const layers = recordsAt<LayerVersionRecord>(context, prefixOf(context, "layer-version"));
  const ofVersions = versions.reduce((sum, { configuration }) => sum + (configuration.CodeSize ?? 0), 0);
  return layers.reduce((sum, { codeSize }) => sum + codeSize, ofVersions);
}

/** More than is stored in no place: what was found once and has come since. So nothing is added up until it matters. */
const bounds = new WeakMap<Store, Map<string, number>>();

/** Refuses bytes for which there is no room. */
export function requireCodeStorage(context: Context, added: number): void {
  const place = `${context.account} ${context.region}`;
  const known = bounds.get(context.store) ?? new Map<string, number>();
  bounds.set(context.store, known);
  const bound = known.get(place);
  const cheap = (bound ?? codeStorage(context)) + added;
  const total = bound !== undefined && cheap > CODE_STORAGE_LIMIT ? codeStorage(context) + added : cheap;
  if (total > CODE_STORAGE_LIMIT) {
    throw new ServiceException("CodeStorageExceededException", "Code storage limit exceeded.", { Type: "User" });
  }
  known.set(place, total);
}
