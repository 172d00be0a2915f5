/** What sources, destinations and deliveries have in common. */
import type { Delivery } from "@aws-sdk/client-cloudwatch-logs";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { allRecords, findRecord } from "./records.ts";

export const DELIVERY = "delivery";

export const hasDeliveries = (context: OperationContext, matches: (delivery: Delivery) => boolean): boolean =>
  allRecords<Delivery>(context.store, context, DELIVERY).some(matches);

/** Source: AWS, recorded. */
export function requireDelivered<T>(context: OperationContext, kind: string, name: string, words: string): T {
  const found = findRecord<T>(context, kind, name);
  if (found) return found;
  throw new ServiceException("ResourceNotFoundException", `Requested ${words} does not exist in this account.`);
}

/** Source: AWS, as users of PutDeliveryDestination have reported it. */
export function tagsOnlyWhenNew(existing: object | undefined, tags: object | undefined): void {
  if (!existing || tags === undefined) return;
  throw new ServiceException(
    "ConflictException",
    "Tags can only be provided when a resource is being created, not updated.",
  );
}
