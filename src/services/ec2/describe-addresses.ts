import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { addressDetail, requireAddress } from "./addresses.ts";
import { describeResources } from "./describe.ts";

export const describeAddresses: Operation<typeof Ec2, "DescribeAddresses"> = (
  { AllocationIds, PublicIps, Filters },
  context,
) => {
  const byIp = (PublicIps ?? []).map((PublicIp) => requireAddress(context, { PublicIp }).AllocationId ?? "");
  const ids = [...(AllocationIds ?? []), ...byIp];
  const { items } = describeResources(context, "elastic-ip", { ids, Filters });
  return { Addresses: items.map((address) => addressDetail(context, address)) };
};
