import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { newPublicAddress } from "./addresses.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import type { AddressRecord } from "./resources.ts";
import { saveResource } from "./resources.ts";

export const allocateAddress: Operation<typeof Ec2, "AllocateAddress"> = (input, context) => {
  const tags = requestedTags(input.TagSpecifications, "elastic-ip");
  const id = newId("eipalloc");
  const address: AddressRecord = {
    AllocationId: id,
    PublicIp: input.Address ?? newPublicAddress(context, id),
    Domain: "vpc",
    PublicIpv4Pool: input.PublicIpv4Pool ?? "amazon",
    NetworkBorderGroup: input.NetworkBorderGroup ?? context.region,
  };
  saveResource(context, "elastic-ip", id, address);
  addTags(context, id, tags);
  const { AllocationId, PublicIp, Domain, PublicIpv4Pool, NetworkBorderGroup } = address;
  return { AllocationId, PublicIp, Domain, PublicIpv4Pool, NetworkBorderGroup };
};
