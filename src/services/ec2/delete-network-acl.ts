import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { hasDependencies, invalidParameter } from "./fault.ts";
import { removeResource, requireResource } from "./resources.ts";

export const deleteNetworkAcl: Operation<typeof Ec2, "DeleteNetworkAcl"> = ({ NetworkAclId }, context) => {
  const acl = requireResource(context, "network-acl", NetworkAclId);
  const id = acl.NetworkAclId ?? "";
  if (acl.IsDefault) throw invalidParameter(`cannot delete default network ACL ${id}`);
  if (acl.Associations?.length) throw hasDependencies("networkAcl", id);
  removeResource(context, "network-acl", id);
  return {};
};
