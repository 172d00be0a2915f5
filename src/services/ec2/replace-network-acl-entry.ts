import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { entryFrom, findEntry, noSuchEntry } from "./network-acls.ts";
import { requireResource, saveResource } from "./resources.ts";

export const replaceNetworkAclEntry: Operation<typeof Ec2, "ReplaceNetworkAclEntry"> = (input, context) => {
  const acl = requireResource(context, "network-acl", input.NetworkAclId);
  const existing = findEntry(acl, input);
  if (!existing) throw noSuchEntry(input.RuleNumber);
  saveResource(context, "network-acl", acl.NetworkAclId, {
    ...acl,
    Entries: acl.Entries?.map((entry) => (entry === existing ? entryFrom(input) : entry)),
  });
  return {};
};
