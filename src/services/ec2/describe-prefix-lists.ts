import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { awsPrefixLists } from "./aws-prefix-lists.ts";
import { cutPage } from "./describe.ts";
import { checkFilters, matchesFilters } from "./filters.ts";
import { unknownResource } from "./resources.ts";

export const describePrefixLists: Operation<typeof Ec2, "DescribePrefixLists"> = (
  { PrefixListIds, Filters, ...request },
  context,
) => {
  checkFilters("aws-prefix-list", Filters);
  const lists = awsPrefixLists(context.region).map(
    ({ id, name, cidrs }): Ec2.PrefixList => ({ PrefixListId: id, PrefixListName: name, Cidrs: [...cidrs] }),
  );
  const unknown = PrefixListIds?.find((id) => !lists.some(({ PrefixListId }) => PrefixListId === id));
  if (unknown !== undefined) throw unknownResource("prefix-list", unknown);
  const matching = lists.filter(
    (list) =>
      (!PrefixListIds?.length || PrefixListIds.includes(list.PrefixListId ?? "")) &&
      matchesFilters(list, [], Filters, {}),
  );
  const { items, next } = cutPage(matching, request);
  return { PrefixLists: items, ...next };
};
