/** Managed prefix lists: the account's own and AWS's. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { awsManagedList, awsPrefixLists } from "./aws-prefix-lists.ts";
import { tagsOf } from "./resource-tags.ts";
import type { PrefixListRecord } from "./resources.ts";
import { findResource, unknownResource } from "./resources.ts";

export function findPrefixList(context: OperationContext, id: string | undefined): PrefixListRecord | undefined {
  const own = findResource(context, "prefix-list", id ?? "");
  if (own) return own;
  const list = awsPrefixLists(context.region).find((one) => one.id === id);
  return list && awsManagedList(context, list);
}

export function requirePrefixList(context: OperationContext, id: string | undefined): PrefixListRecord {
  const list = findPrefixList(context, id);
  if (!list) throw unknownResource("prefix-list", id ?? "");
  return list;
}

export function prefixListDetail(context: OperationContext, record: PrefixListRecord): Ec2.ManagedPrefixList {
  const { history: _, ...list } = record;
  return { ...list, Tags: tagsOf(context, list.PrefixListId) };
}

export function checkEntryCount(list: { readonly MaxEntries?: number | undefined }, count: number): void {
  if (count > (list.MaxEntries ?? 0)) {
    throw new ServiceException(
      "PrefixListMaxEntriesExceeded",
      `You've reached the maximum number of entries for the prefix list.`,
    );
  }
}
