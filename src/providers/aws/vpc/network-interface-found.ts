/** What EC2 says about a network interface. */
import type { NetworkInterface } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { unless } from "../framework/call-error.ts";
import { tagMap } from "../framework/tags.ts";
import { ec2Arn } from "./ec2.ts";

export async function findNetworkInterface(aws: Aws, id: string): Promise<NetworkInterface | undefined> {
  const answer = await unless(
    aws.call("ec2", "DescribeNetworkInterfaces", { NetworkInterfaceIds: [id] }),
    "InvalidNetworkInterfaceID.NotFound",
  );
  return answer?.NetworkInterfaces?.[0];
}

const texts = (list: readonly (string | undefined)[] | undefined): string[] =>
  (list ?? []).filter((one) => one !== undefined);

/** The primary address first. */
export const privateIpsOf = (card: NetworkInterface): string[] =>
  texts(card.PrivateIpAddresses?.map((one) => one.PrivateIpAddress));

/** What the resource type and the data source have in common. */
export const interfaceFound = (aws: Aws, card: NetworkInterface) => ({
  arn: ec2Arn(aws, card.OwnerId, `network-interface/${card.NetworkInterfaceId}`),
  description: card.Description,
  interface_type: card.InterfaceType,
  ipv6_addresses: texts(card.Ipv6Addresses?.map((one) => one.Ipv6Address)),
  mac_address: card.MacAddress,
  outpost_arn: card.OutpostArn,
  owner_id: card.OwnerId,
  private_dns_name: card.PrivateDnsName,
  private_ip: card.PrivateIpAddress,
  private_ips: privateIpsOf(card),
  security_groups: texts(card.Groups?.map((one) => one.GroupId)),
  subnet_id: card.SubnetId,
  tags: tagMap(card.TagSet),
});

export const prefixesOf = (card: NetworkInterface) => ({
  ipv4: texts(card.Ipv4Prefixes?.map((one) => one.Ipv4Prefix)),
  ipv6: texts(card.Ipv6Prefixes?.map((one) => one.Ipv6Prefix)),
});
