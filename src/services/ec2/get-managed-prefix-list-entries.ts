import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { cutPage } from "./describe.ts";
import { requirePrefixList } from "./prefix-lists.ts";

export const getManagedPrefixListEntries: Operation<typeof Ec2, "GetManagedPrefixListEntries"> = (
  { PrefixListId, TargetVersion, ...request },
  context,
) => {
  const list = requirePrefixList(context, PrefixListId);
  const { items, next } = cutPage(list.history[TargetVersion ?? list.Version ?? 1] ?? [], request);
  return { Entries: items, ...next };
};
