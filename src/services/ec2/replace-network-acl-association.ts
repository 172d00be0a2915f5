import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { newId } from "./ids.ts";
import { allResources, requireResource, saveResource } from "./resources.ts";

export const replaceNetworkAclAssociation: Operation<typeof Ec2, "ReplaceNetworkAclAssociation"> = (
  { AssociationId, NetworkAclId },
  context,
) => {
  const target = requireResource(context, "network-acl", NetworkAclId);
  const source = allResources(context, "network-acl").find(({ Associations }) =>
    Associations?.some((one) => one.NetworkAclAssociationId === AssociationId),
  );
  const association = source?.Associations?.find((one) => one.NetworkAclAssociationId === AssociationId);
  if (!source || !association) {
    throw new ServiceException("InvalidAssociationID.NotFound", `The association ID '${AssociationId}' does not exist`);
  }
  saveResource(context, "network-acl", source.NetworkAclId, {
    ...source,
    Associations: source.Associations?.filter((one) => one !== association),
  });
  const id = newId("aclassoc");
  const current = requireResource(context, "network-acl", target.NetworkAclId);
  saveResource(context, "network-acl", current.NetworkAclId, {
    ...current,
    Associations: [
      ...(current.Associations ?? []),
      { NetworkAclAssociationId: id, NetworkAclId: current.NetworkAclId, SubnetId: association.SubnetId },
    ],
  });
  return { NewAssociationId: id };
};
