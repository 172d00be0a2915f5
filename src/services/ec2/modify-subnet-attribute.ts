import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource } from "./resources.ts";

export const modifySubnetAttribute: Operation<typeof Ec2, "ModifySubnetAttribute"> = (input, context) => {
  const subnet = requireResource(context, "subnet", input.SubnetId);
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
