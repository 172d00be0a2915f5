import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { invalidParameter } from "./fault.ts";
import { newId } from "./ids.ts";
import { checkEntryCount, prefixListDetail } from "./prefix-lists.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import type { PrefixListRecord } from "./resources.ts";
import { saveResource } from "./resources.ts";

export const createManagedPrefixList: Operation<typeof Ec2, "CreateManagedPrefixList"> = (input, context) => {
  const tags = requestedTags(input.TagSpecifications, "prefix-list");
  const entries = (input.Entries ?? []).map(({ Cidr, Description }) => ({ Cidr, Description }));
  if (input.PrefixListName?.startsWith("com.amazonaws")) {
    throw invalidParameter(`The prefix list name cannot start with com.amazonaws`);
  }
  checkEntryCount(input, entries.length);
  const id = newId("pl");
  const { partition, region, account } = context;
  const list: PrefixListRecord = {
    PrefixListId: id,
    PrefixListName: input.PrefixListName,
    PrefixListArn: `arn:${partition}:ec2:${region}:${account}:prefix-list/${id}`,
    AddressFamily: input.AddressFamily,
    MaxEntries: input.MaxEntries,
    OwnerId: account,
    State: "create-complete",
    Version: 1,
    history: { 1: entries },
  };
  saveResource(context, "prefix-list", id, list);
  addTags(context, id, tags);
  return { PrefixList: { ...prefixListDetail(context, list), State: "create-in-progress" } };
};
