import type { LambdaOperation } from "./client.ts";
import type { CapacityProviderRecord } from "./entities.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";

export const listCapacityProviders: LambdaOperation<"ListCapacityProviders"> = ({ State, Marker, MaxItems }, context) => {
  const all = [...context.store.range<CapacityProviderRecord>({ prefix: prefixOf(context, "capacity-provider") })]
    .map(({ value }) => value.provider)
    .filter((provider) => State === undefined || provider.State === State);
  const { items, next } = page(all, Marker, MaxItems);
  return { CapacityProviders: items, ...next };
};
