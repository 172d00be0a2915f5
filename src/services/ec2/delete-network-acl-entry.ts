import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { LAST_RULE } from "./acl-entries.ts";
import { findEntry, noSuchEntry } from "./network-acls.ts";
import { requireResource, saveResource } from "./resources.ts";

export const deleteNetworkAclEntry: Operation<typeof Ec2, "DeleteNetworkAclEntry"> = (input, context) => {
  const acl = requireResource(context, "network-acl", input.NetworkAclId);
  const existing = findEntry(acl, input);
  if (!existing || (input.RuleNumber ?? 0) >= LAST_RULE) throw noSuchEntry(input.RuleNumber);
  saveResource(context, "network-acl", acl.NetworkAclId, {
    ...acl,
    Entries: acl.Entries?.filter((entry) => entry !== existing),
  });
  return {};
};
