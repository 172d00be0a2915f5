import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";
import { lookUpFilters, theOne } from "./lookup.ts";
import { findNetworkInterface, interfaceFound } from "./network-interface-found.ts";

export const awsNetworkInterfaceData = defineDataSource<VpcDataSources["aws_network_interface"]>({
  title: "EC2 Network Interface",
  async read(config, aws) {
    const Filters = lookUpFilters({}, { tags: config.tags, filter: config.filter });
    const found = config.id && !Filters ? [await findNetworkInterface(aws, config.id)] : undefined;
    const cards =
      found ??
      (
        await aws.call("ec2", "DescribeNetworkInterfaces", {
          ...(config.id && { NetworkInterfaceIds: [config.id] }),
          Filters,
        })
      ).NetworkInterfaces;
    const card = theOne(
      cards?.filter((one) => one !== undefined),
      "EC2 Network Interface",
    );
    if (!card.NetworkInterfaceId) throw new Refusal("no matching EC2 Network Interface found");
    const { Association: address, Attachment: attachment } = card;
    return {
      id: card.NetworkInterfaceId,
      ...interfaceFound(aws, card),
      association: address
        ? [
            {
              allocation_id: address.AllocationId,
              association_id: address.AssociationId,
              carrier_ip: address.CarrierIp,
              customer_owned_ip: address.CustomerOwnedIp,
              ip_owner_id: address.IpOwnerId,
              public_dns_name: address.PublicDnsName,
              public_ip: address.PublicIp,
            },
          ]
        : [],
      attachment: attachment
        ? [
            {
              attachment_id: attachment.AttachmentId,
              device_index: attachment.DeviceIndex,
              instance_id: attachment.InstanceId,
              instance_owner_id: attachment.InstanceOwnerId,
            },
          ]
        : [],
      availability_zone: card.AvailabilityZone,
      requester_id: card.RequesterId,
      vpc_id: card.VpcId,
    };
  },
});
