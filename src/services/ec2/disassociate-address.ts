import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { dissociate } from "./addresses.ts";
import { allResources } from "./resources.ts";

export const disassociateAddress: Operation<typeof Ec2, "DisassociateAddress"> = (
  { AssociationId, PublicIp },
  context,
) => {
  const address = allResources(context, "elastic-ip").find((one) =>
    AssociationId === undefined ? one.PublicIp === PublicIp : one.AssociationId === AssociationId,
  );
  if (!address) {
    throw AssociationId === undefined
      ? new ServiceException("InvalidAddress.NotFound", `Address '${PublicIp}' not found.`)
      : new ServiceException("InvalidAssociationID.NotFound", `The association ID '${AssociationId}' does not exist`);
  }
  dissociate(context, address);
  return {};
};
