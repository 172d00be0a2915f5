import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { awsManagedList, awsPrefixLists } from "./aws-prefix-lists.ts";
import { cutPage } from "./describe.ts";
import { checkFilters, matchesFilters } from "./filters.ts";
import { prefixListDetail, requirePrefixList } from "./prefix-lists.ts";
import { tagsOf } from "./resource-tags.ts";
import { allResources } from "./resources.ts";

export const describeManagedPrefixLists: Operation<typeof Ec2, "DescribeManagedPrefixLists"> = (
  { PrefixListIds, Filters, ...request },
  context,
) => {
  checkFilters("prefix-list", Filters);
  const all = [
    ...allResources(context, "prefix-list"),
    ...awsPrefixLists(context.region).map((list) => awsManagedList(context, list)),
  ];
  const asked = PrefixListIds?.length ? PrefixListIds.map((id) => requirePrefixList(context, id)) : all;
  const matching = asked.filter((list) => matchesFilters(list, tagsOf(context, list.PrefixListId), Filters, {}));
  const { items, next } = cutPage(matching, request);
  return { PrefixLists: items.map((list) => prefixListDetail(context, list)), ...next };
};
