/** Capacity providers of Lambda Managed Instances: lookup. */

import { regionalArn } from "../../cloud/arn.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { CapacityProviderRecord } from "./entities.ts";
import { notFound } from "./fault.ts";
import { capacityProviderKey } from "./keys.ts";

export const capacityProviderArn = (context: OperationContext, name: string): string =>
  regionalArn("lambda", context, `capacity-provider:${name}`);

/** A request names a provider by name or ARN. */
export const capacityProviderName = (given: string | undefined): string => given?.split(":").at(-1) ?? "";

export function requireCapacityProvider(context: OperationContext, given: string | undefined): CapacityProviderRecord {
  const name = capacityProviderName(given);
  const record = context.store.get<CapacityProviderRecord>(capacityProviderKey(context, name));
  if (!record) throw notFound(`Capacity provider not found: ${capacityProviderArn(context, name)}`);
  return record;
}
