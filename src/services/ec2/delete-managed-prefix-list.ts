import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { prefixListDetail } from "./prefix-lists.ts";
import { removeResource, requireResource } from "./resources.ts";

export const deleteManagedPrefixList: Operation<typeof Ec2, "DeleteManagedPrefixList"> = (
  { PrefixListId },
  context,
) => {
  const list = requireResource(context, "prefix-list", PrefixListId);
  removeResource(context, "prefix-list", list.PrefixListId ?? "");
  return { PrefixList: { ...prefixListDetail(context, list), State: "delete-in-progress" } };
};
