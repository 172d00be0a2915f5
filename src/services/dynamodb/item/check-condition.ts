/** The condition of a write: met, or AWS's refusal, with the item when it was asked for. */
import { ServiceException } from "../../../wire/service-exception.ts";
import { itemToWire } from "../attribute/to-wire.ts";
import { emptyItem } from "../attribute/value.ts";
import { meets } from "../expression/evaluate-condition.ts";
import type { Condition } from "../expression/syntax.ts";
import type { FoundItem } from "./write-item.ts";

export function isMet(condition: Condition | undefined, found: FoundItem): boolean {
  return condition === undefined || meets(found.item ?? emptyItem(), condition);
}

export function checkCondition(
  condition: Condition | undefined,
  found: FoundItem,
  onFailure: string | undefined,
): void {
  if (isMet(condition, found)) return;
  const members = onFailure === "ALL_OLD" && found.item ? { Item: itemToWire(found.item) } : {};
  throw new ServiceException("ConditionalCheckFailedException", "The conditional request failed", members);
}
