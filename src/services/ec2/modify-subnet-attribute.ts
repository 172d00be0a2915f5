import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { invalidParameter } from "./fault.ts";
import { requireResource, saveResource } from "./resources.ts";

export const modifySubnetAttribute: Operation<typeof Ec2, "ModifySubnetAttribute"> = (input, context) => {
  const subnet = requireResource(context, "subnet", input.SubnetId);
  // Source: EC2's answer, as its users report it.
  if (input.AssignIpv6AddressOnCreation?.Value && !subnet.Ipv6CidrBlockAssociationSet?.length) {
    throw invalidParameter(
      `Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set assign-ipv6-address-on-creation to true unless the subnet (${subnet.SubnetId}) has an IPv6 CIDR block associated with it.`,
    );
  }
  const names = subnet.PrivateDnsNameOptionsOnLaunch;
  saveResource(context, "subnet", subnet.SubnetId, {
    ...subnet,
    MapPublicIpOnLaunch: input.MapPublicIpOnLaunch?.Value ?? subnet.MapPublicIpOnLaunch,
    AssignIpv6AddressOnCreation: input.AssignIpv6AddressOnCreation?.Value ?? subnet.AssignIpv6AddressOnCreation,
    MapCustomerOwnedIpOnLaunch: input.MapCustomerOwnedIpOnLaunch?.Value ?? subnet.MapCustomerOwnedIpOnLaunch,
    CustomerOwnedIpv4Pool: input.CustomerOwnedIpv4Pool ?? subnet.CustomerOwnedIpv4Pool,
    EnableDns64: input.EnableDns64?.Value ?? subnet.EnableDns64,
    ...(input.EnableLniAtDeviceIndex === undefined ? {} : { EnableLniAtDeviceIndex: input.EnableLniAtDeviceIndex }),
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: input.PrivateDnsHostnameTypeOnLaunch ?? names?.HostnameType,
      EnableResourceNameDnsARecord:
        input.EnableResourceNameDnsARecordOnLaunch?.Value ?? names?.EnableResourceNameDnsARecord,
      EnableResourceNameDnsAAAARecord:
        input.EnableResourceNameDnsAAAARecordOnLaunch?.Value ?? names?.EnableResourceNameDnsAAAARecord,
    },
  });
  return {};
};
