import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { addDefaultSubnet } from "./default-network.ts";
import { newId } from "./ids.ts";
import { allResources } from "./resources.ts";
import { subnetDetail } from "./subnets.ts";
import { requireZone } from "./zones.ts";

export const createDefaultSubnet: Operation<typeof Ec2, "CreateDefaultSubnet"> = (
  { AvailabilityZone, AvailabilityZoneId },
  context,
) => {
  const vpc = allResources(context, "vpc").find(({ IsDefault }) => IsDefault);
  if (!vpc) {
    throw new ServiceException("DefaultVpcDoesNotExist", "No default VPC exists for this account in this region.");
  }
  const zone = requireZone(context.region, AvailabilityZone, AvailabilityZoneId);
  const existing = allResources(context, "subnet").find(
    (subnet) => subnet.DefaultForAz && subnet.AvailabilityZone === zone.name,
  );
  if (existing) {
    throw new ServiceException(
      "DefaultSubnetAlreadyExistsInAvailabilityZone",
      `'${existing.SubnetId}' is already the default subnet in ${zone.name}.`,
    );
  }
  return { Subnet: subnetDetail(context, addDefaultSubnet(context, vpc, zone, newId("subnet"))) };
};
