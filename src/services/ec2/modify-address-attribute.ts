import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource } from "./resources.ts";

export const modifyAddressAttribute: Operation<typeof Ec2, "ModifyAddressAttribute"> = (
  { AllocationId, DomainName },
  context,
) => {
  const address = requireResource(context, "elastic-ip", AllocationId);
  const ptrRecord = DomainName === undefined ? undefined : DomainName.replace(/\.?$/, ".");
  saveResource(context, "elastic-ip", AllocationId, { ...address, ptrRecord });
  return { Address: { AllocationId, PublicIp: address.PublicIp, PtrRecord: ptrRecord } };
};
