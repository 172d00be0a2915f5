import type { LambdaOperation } from "./client.ts";
import type { CapacityProviderRecord } from "./entities.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";
import { recordsAt } from "./records.ts";

export const listCapacityProviders: LambdaOperation<"ListCapacityProviders"> = (
  { State, Marker, MaxItems },
  context,
) => {
  const all = recordsAt<CapacityProviderRecord>(context, prefixOf(context, "capacity-provider"))
    .map(({ provider }) => provider)
    .filter((provider) => State === undefined || provider.State === State);
  const { items, next } = page(all, Marker, MaxItems);
  return { CapacityProviders: items, ...next };
};
