import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { closedEntries } from "./acl-entries.ts";
import { newId } from "./ids.ts";
import { aclDetail } from "./network-acls.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import { requireResource, saveResource } from "./resources.ts";

export const createNetworkAcl: Operation<typeof Ec2, "CreateNetworkAcl"> = (
  { VpcId, TagSpecifications, ClientToken },
  context,
) => {
  const tags = requestedTags(TagSpecifications, "network-acl");
  const vpc = requireResource(context, "vpc", VpcId);
  const id = newId("acl");
  const acl: Ec2.NetworkAcl = {
    NetworkAclId: id,
    VpcId: vpc.VpcId,
    OwnerId: context.account,
    IsDefault: false,
    Associations: [],
    Entries: closedEntries((vpc.Ipv6CidrBlockAssociationSet ?? []).length > 0),
  };
  saveResource(context, "network-acl", id, acl);
  addTags(context, id, tags);
  return { NetworkAcl: aclDetail(context, acl), ...(ClientToken === undefined ? {} : { ClientToken }) };
};
