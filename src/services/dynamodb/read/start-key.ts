/** ExclusiveStartKey: its values as they come, then its fit with the table, the index and the conditions. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../../wire/service-exception.ts";
import { admitItem } from "../attribute/admit.ts";
import { equalValues, orderOf } from "../attribute/compare.ts";
import { emptyItem, type Item } from "../attribute/value.ts";
import { beginsWith } from "../expression/evaluate-condition.ts";
import { checkKey } from "../item/check-key.ts";
import { refusal } from "../refusal.ts";
import { keyAttributesOf } from "../table/table.ts";
import type { KeyCondition, KeyQuery } from "./key-conditions.ts";
import { positionAttributes, type Source } from "./source.ts";

const invalid = "The provided starting key is invalid";
/** Sentences that AWS gives without saying that they are about the starting key. */
const unannounced = /contains duplicates|number set|numeric value|significant digits|number with magnitude/i;

export function admitStartKey(key: Readonly<Record<string, AttributeValue>> | undefined): Item | undefined {
  if (!key) return undefined;
  return announcing(() => admitItem(key));
}

function announcing<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ServiceException) || unannounced.test(error.message)) throw error;
    throw refusal(`${invalid}: ${error.message}`);
  }
}

/** Fit of the key with what is read. Only a scan of a table says what does not fit. */
export function checkStartKey(key: Item, source: Source, read: "query" | "scan"): void {
  const attributes = positionAttributes(source);
  const fits =
    Object.keys(key).length === attributes.length &&
    attributes.every(({ name, type }) => Object.hasOwn(key, name) && type in key[name]!);
  if (!fits) {
    const detail = source.index || read === "query" ? "" : ": The provided key element does not match the schema";
    throw refusal(invalid + detail);
  }
  const own = emptyItem();
  for (const { name } of keyAttributesOf(source.table.keys)) own[name] = key[name]!;
  announcing(() => checkKey(own, source.table));
}

/** Fit of the key with a query's conditions. */
export function checkStartWithin(key: Item, { keys }: Source, query: KeyQuery): void {
  const samePartition = keys.hash.every(({ name }, i) => equalValues(key[name]!, query.hash[i]!));
  const bounded = query.equal.length > 0 || query.span !== undefined;
  if (bounded) {
    const equal = query.equal.every((value, i) => equalValues(key[keys.range[i]!.name]!, value));
    const spanned = keys.range[query.equal.length];
    const within = !query.span || (spanned !== undefined && matches(key, spanned.name, query.span));
    if (!equal || !within) throw refusal("The provided starting key does not match the range key predicate");
  }
  if (samePartition) return;
  throw refusal(
    bounded
      ? "The query can return at most one row and cannot be restarted"
      : "The provided starting key is outside query boundaries based on provided conditions",
  );
}

function matches(key: Item, name: string, { operator, values }: KeyCondition): boolean {
  const value = key[name]!;
  const [first, second] = values;
  if (operator === "BEGINS_WITH") return beginsWith(value, first!);
  const order = orderOf(value, first!) ?? 0;
  switch (operator) {
    case "LT":
      return order < 0;
    case "LE":
      return order <= 0;
    case "GT":
      return order > 0;
    case "GE":
      return order >= 0;
    default:
      return order >= 0 && (orderOf(value, second!) ?? 0) <= 0;
  }
}
