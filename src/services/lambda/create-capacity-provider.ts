import { capacityProviderArn } from "./capacity-providers.ts";
import type { LambdaOperation } from "./client.ts";
import type { CapacityProviderRecord } from "./entities.ts";
import { conflict } from "./fault.ts";
import { lambdaTime } from "./functions.ts";
import { capacityProviderKey } from "./keys.ts";
import { requireTags } from "./tags.ts";

export const createCapacityProvider: LambdaOperation<"CreateCapacityProvider"> = (input, context) => {
  const { CapacityProviderName: name = "", Tags = {}, ...settings } = input;
  const key = capacityProviderKey(context, name);
  const CapacityProviderArn = capacityProviderArn(context, name);
  if (context.store.has(key)) throw conflict(`Capacity provider already exists: ${CapacityProviderArn}`);
  requireTags(Tags);
  const record: CapacityProviderRecord = {
    account: context.account,
    region: context.region,
    name,
    tags: Tags,
    provider: { ...settings, CapacityProviderArn, State: "Active", LastModified: lambdaTime(context.clock.now()) },
  };
  context.store.put(key, record);
  return { CapacityProvider: { ...record.provider, State: "Pending" } };
};
