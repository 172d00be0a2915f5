import { requireCapacityProvider } from "./capacity-providers.ts";
import type { LambdaOperation } from "./client.ts";
import { conflict } from "./fault.ts";
import { capacityProviderKey } from "./keys.ts";
import { versionsOfCapacityProvider } from "./list-function-versions-by-capacity-provider.ts";

export const deleteCapacityProvider: LambdaOperation<"DeleteCapacityProvider"> = (
  { CapacityProviderName },
  context,
) => {
  const { name, provider } = requireCapacityProvider(context, CapacityProviderName);
  if (versionsOfCapacityProvider(context, provider.CapacityProviderArn ?? "").length > 0) {
    throw conflict("Cannot delete the capacity provider. It is in use by one or more function versions.");
  }
  context.store.delete(capacityProviderKey(context, name));
  return { CapacityProvider: { ...provider, State: "Deleting" } };
};
