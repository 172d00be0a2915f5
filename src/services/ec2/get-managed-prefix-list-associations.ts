import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { cutPage } from "./describe.ts";
import { requirePrefixList } from "./prefix-lists.ts";
import { allResources } from "./resources.ts";

export const getManagedPrefixListAssociations: Operation<typeof Ec2, "GetManagedPrefixListAssociations"> = (
  { PrefixListId, ...request },
  context,
) => {
  requirePrefixList(context, PrefixListId);
  const groups = allResources(context, "security-group-rule").filter((rule) => rule.PrefixListId === PrefixListId);
  const { items, next } = cutPage(
    [...new Set(groups.map(({ GroupId }) => GroupId))].map((ResourceId) => ({
      ResourceId,
      ResourceOwner: context.account,
    })),
    request,
  );
  return { PrefixListAssociations: items, ...next };
};
