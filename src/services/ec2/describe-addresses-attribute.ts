import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { AddressRecord } from "./resources.ts";

export const describeAddressesAttribute: Operation<typeof Ec2, "DescribeAddressesAttribute"> = (
  { AllocationIds, ...request },
  context,
) => {
  const { items, next } = describeResources(context, "elastic-ip", { ids: AllocationIds, ...request });
  return { Addresses: items.map(attributeOf), ...next };
};

function attributeOf({ AllocationId, PublicIp, ptrRecord }: AddressRecord): Ec2.AddressAttribute {
  return { AllocationId, PublicIp, ...(ptrRecord === undefined ? {} : { PtrRecord: ptrRecord }) };
}
