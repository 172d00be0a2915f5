import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource } from "./resources.ts";

export const resetAddressAttribute: Operation<typeof Ec2, "ResetAddressAttribute"> = ({ AllocationId }, context) => {
  const { ptrRecord: _, ...address } = requireResource(context, "elastic-ip", AllocationId);
  saveResource(context, "elastic-ip", AllocationId, address);
  return { Address: { AllocationId, PublicIp: address.PublicIp } };
};
