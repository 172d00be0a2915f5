import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { LAST_RULE } from "./acl-entries.ts";
import { invalidParameter } from "./fault.ts";
import { entryFrom, findEntry } from "./network-acls.ts";
import { requireResource, saveResource } from "./resources.ts";

export const createNetworkAclEntry: Operation<typeof Ec2, "CreateNetworkAclEntry"> = (input, context) => {
  const acl = requireResource(context, "network-acl", input.NetworkAclId);
  const number = input.RuleNumber ?? 0;
  if (number < 1 || number >= LAST_RULE) {
    throw invalidParameter(
      `Value (${number}) for parameter ruleNumber is invalid. Rule number must be between 1 and 32766`,
    );
  }
  if (findEntry(acl, input)) {
    throw new ServiceException(
      "NetworkAclEntryAlreadyExists",
      `The network acl entry identified by ${number} already exists.`,
    );
  }
  saveResource(context, "network-acl", acl.NetworkAclId, {
    ...acl,
    Entries: [...(acl.Entries ?? []), entryFrom(input)],
  });
  return {};
};
