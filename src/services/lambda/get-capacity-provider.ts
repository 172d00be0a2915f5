import { requireCapacityProvider } from "./capacity-providers.ts";
import type { LambdaOperation } from "./client.ts";

export const getCapacityProvider: LambdaOperation<"GetCapacityProvider"> = ({ CapacityProviderName }, context) => ({
  CapacityProvider: requireCapacityProvider(context, CapacityProviderName).provider,
});
