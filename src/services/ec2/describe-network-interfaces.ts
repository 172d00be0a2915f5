import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { interfaceDetail } from "./network-interfaces.ts";
import type { NetworkInterfaceRecord } from "./resources.ts";

export const describeNetworkInterfaces: Operation<typeof Ec2, "DescribeNetworkInterfaces"> = (
  { NetworkInterfaceIds, ...request },
  context,
) => {
  const { items, next } = describeResources(
    context,
    "network-interface",
    { ids: NetworkInterfaceIds, ...request },
    fields,
  );
  return { NetworkInterfaces: items.map((card) => interfaceDetail(context, card)), ...next };
};

const fields: FilterFields<NetworkInterfaceRecord> = {
  "group-id": ({ Groups }) => Groups?.map(({ GroupId }) => GroupId),
  "group-name": ({ Groups }) => Groups?.map(({ GroupName }) => GroupName),
  "private-ip-address": ({ PrivateIpAddress }) => PrivateIpAddress,
  "addresses.private-ip-address": ({ PrivateIpAddresses }) =>
    PrivateIpAddresses?.map(({ PrivateIpAddress }) => PrivateIpAddress),
  "addresses.primary": ({ PrivateIpAddresses }) => PrivateIpAddresses?.map(({ Primary }) => Primary),
  "addresses.association.owner-id": ({ PrivateIpAddresses }) =>
    PrivateIpAddresses?.map(({ Association }) => Association?.IpOwnerId),
  "addresses.association.public-ip": ({ PrivateIpAddresses }) =>
    PrivateIpAddresses?.map(({ Association }) => Association?.PublicIp),
  "ipv6-addresses.ipv6-address": ({ Ipv6Addresses }) => Ipv6Addresses?.map(({ Ipv6Address }) => Ipv6Address),
  "association.ip-owner-id": ({ Association }) => Association?.IpOwnerId,
  "association.public-dns-name": ({ Association }) => Association?.PublicDnsName,
  "attachment.attach-time": ({ Attachment }) => Attachment?.AttachTime?.toISOString(),
  "attachment.delete-on-termination": ({ Attachment }) => Attachment?.DeleteOnTermination,
  "operator.managed": ({ Operator }) => Operator?.Managed ?? false,
  "operator.principal": ({ Operator }) => Operator?.Principal,
  "association.allocation-id": ({ Association }) => Association?.AllocationId,
  "association.association-id": ({ Association }) => Association?.AssociationId,
  "association.public-ip": ({ Association }) => Association?.PublicIp,
  "attachment.attachment-id": ({ Attachment }) => Attachment?.AttachmentId,
  "attachment.instance-id": ({ Attachment }) => Attachment?.InstanceId,
  "attachment.instance-owner-id": ({ Attachment }) => Attachment?.InstanceOwnerId,
  "attachment.status": ({ Attachment }) => Attachment?.Status,
  "attachment.device-index": ({ Attachment }) => Attachment?.DeviceIndex,
  "mac-address": ({ MacAddress }) => MacAddress,
};
