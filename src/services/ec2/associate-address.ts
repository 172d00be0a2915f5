import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { associate, dissociate, requireAddress } from "./addresses.ts";
import { requireResource } from "./resources.ts";

export const associateAddress: Operation<typeof Ec2, "AssociateAddress"> = (input, context) => {
  const address = requireAddress(context, input);
  if (input.InstanceId !== undefined) {
    throw new ServiceException("InvalidInstanceID.NotFound", `The instance ID '${input.InstanceId}' does not exist`);
  }
  const card = requireResource(context, "network-interface", input.NetworkInterfaceId);
  if (address.AssociationId !== undefined) {
    if (input.AllowReassociation === false) {
      throw new ServiceException(
        "Resource.AlreadyAssociated",
        `resource ${address.AllocationId} is already associated with associate-id ${address.AssociationId}`,
      );
    }
    dissociate(context, address);
  }
  const free = requireResource(context, "elastic-ip", address.AllocationId);
  const current = requireResource(context, "network-interface", card.NetworkInterfaceId);
  return { AssociationId: associate(context, free, current, input.PrivateIpAddress) };
};
