import { requireCapacityProvider } from "./capacity-providers.ts";
import type { LambdaOperation } from "./client.ts";
import { lambdaTime } from "./functions.ts";
import { capacityProviderKey } from "./keys.ts";

export const updateCapacityProvider: LambdaOperation<"UpdateCapacityProvider"> = (input, context) => {
  const before = requireCapacityProvider(context, input.CapacityProviderName);
  const { CapacityProviderName: _, ...changes } = input;
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const provider = { ...before.provider, ...given, LastModified: lambdaTime(context.clock.now()) };
  context.store.put(capacityProviderKey(context, before.name), { ...before, provider });
  return { CapacityProvider: provider };
};
