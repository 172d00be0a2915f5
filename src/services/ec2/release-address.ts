import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { requireAddress } from "./addresses.ts";
import { removeResource } from "./resources.ts";

export const releaseAddress: Operation<typeof Ec2, "ReleaseAddress"> = (input, context) => {
  const address = requireAddress(context, input);
  if (address.AssociationId !== undefined) {
    throw new ServiceException("InvalidIPAddress.InUse", `Address ${address.PublicIp} is in use.`);
  }
  removeResource(context, "elastic-ip", address.AllocationId ?? "");
  return {};
};
