/** Peering, filters, IPv6 addresses, shared groups, and what EC2 refuses of them. Source: EC2's API reference and guides where nothing else is said. */
import * as Ec2 from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { type AnyCommand, refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let ec2: Ec2.EC2Client;

beforeAll(async () => {
  cloud = await startTestCloud();
  ec2 = new Ec2.EC2Client(cloud.clientConfig);
});
afterAll(() => cloud.stop());

const refusal = (command: AnyCommand) => refusalOf(ec2, command);

async function newVpc(CidrBlock: string): Promise<string> {
  const { Vpc } = await ec2.send(new Ec2.CreateVpcCommand({ CidrBlock }));
  return Vpc?.VpcId ?? "";
}

async function newSubnet(VpcId: string, CidrBlock: string): Promise<string> {
  const { Subnet } = await ec2.send(new Ec2.CreateSubnetCommand({ VpcId, CidrBlock }));
  return Subnet?.SubnetId ?? "";
}

async function peering(id: string | undefined) {
  const asked = new Ec2.DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [id ?? ""] });
  return (await ec2.send(asked)).VpcPeeringConnections?.[0];
}

test("a peering connection is asked for, accepted, routed through and deleted", async () => {
  const [VpcId, PeerVpcId] = [await newVpc("10.10.0.0/16"), await newVpc("10.11.0.0/16")];
  const made = await ec2.send(new Ec2.CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }));
  expect(made.VpcPeeringConnection?.Status).toEqual({
    Code: "initiating-request",
    Message: "Initiating Request to 000000000000",
  });
  const VpcPeeringConnectionId = made.VpcPeeringConnection?.VpcPeeringConnectionId;
  expect(await peering(VpcPeeringConnectionId)).toMatchObject({
    Status: { Code: "pending-acceptance", Message: "Pending Acceptance by 000000000000" },
    RequesterVpcInfo: { VpcId, CidrBlock: "10.10.0.0/16", OwnerId: "000000000000", Region: "us-east-1" },
    AccepterVpcInfo: { VpcId: PeerVpcId },
  });
  const accept = new Ec2.AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId });
  expect((await ec2.send(accept)).VpcPeeringConnection?.Status?.Code).toBe("provisioning");
  expect(await peering(VpcPeeringConnectionId)).toMatchObject({
    Status: { Code: "active", Message: "Active" },
    AccepterVpcInfo: { CidrBlock: "10.11.0.0/16", CidrBlockSet: [{ CidrBlock: "10.11.0.0/16" }] },
  });
  expect(await refusal(accept)).toMatch(/^InvalidStateTransition: /);
  await ec2.send(
    new Ec2.ModifyVpcPeeringConnectionOptionsCommand({
      VpcPeeringConnectionId,
      RequesterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: true },
    }),
  );
  expect((await peering(VpcPeeringConnectionId))?.RequesterVpcInfo?.PeeringOptions).toMatchObject({
    AllowDnsResolutionFromRemoteVpc: true,
  });
  const { RouteTable } = await ec2.send(new Ec2.CreateRouteTableCommand({ VpcId }));
  const { RouteTableId } = RouteTable ?? {};
  const DestinationCidrBlock = "10.11.0.0/16";
  await ec2.send(new Ec2.CreateRouteCommand({ RouteTableId, DestinationCidrBlock, VpcPeeringConnectionId }));
  const byRoute = { Name: "route.vpc-peering-connection-id", Values: [VpcPeeringConnectionId ?? ""] };
  const { RouteTables } = await ec2.send(new Ec2.DescribeRouteTablesCommand({ Filters: [byRoute] }));
  expect(RouteTables?.map((table) => table.RouteTableId)).toEqual([RouteTableId]);
  await ec2.send(new Ec2.DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId }));
  expect((await peering(VpcPeeringConnectionId))?.Status).toEqual({
    Code: "deleted",
    Message: "Deleted by 000000000000",
  });
});

test("VPCs whose addresses overlap are no peers; an unknown connection is refused", async () => {
  const [VpcId, PeerVpcId] = [await newVpc("10.12.0.0/16"), await newVpc("10.12.0.0/24")];
  const made = await ec2.send(new Ec2.CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }));
  expect((await peering(made.VpcPeeringConnection?.VpcPeeringConnectionId))?.Status).toEqual({
    Code: "failed",
    Message: "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
  });
  const unknown = { VpcPeeringConnectionId: "pcx-12345678" };
  expect(await refusal(new Ec2.AcceptVpcPeeringConnectionCommand(unknown))).toBe(
    "InvalidVpcPeeringConnectionID.NotFound: The vpcPeeringConnection ID 'pcx-12345678' does not exist",
  );
});

test("the other account sees the connection and accepts it", async () => {
  const other = new Ec2.EC2Client(cloud.configFor({ account: "111111111111" }));
  const { Vpc } = await other.send(new Ec2.CreateVpcCommand({ CidrBlock: "10.14.0.0/16" }));
  const VpcId = await newVpc("10.13.0.0/16");
  const made = await ec2.send(
    new Ec2.CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId: Vpc?.VpcId, PeerOwnerId: "111111111111" }),
  );
  const VpcPeeringConnectionId = made.VpcPeeringConnection?.VpcPeeringConnectionId;
  await other.send(new Ec2.AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }));
  expect((await peering(VpcPeeringConnectionId))?.Status?.Code).toBe("active");
});

test("filters that EC2 does not know are refused, tags are found by key and value", async () => {
  const Filters = [{ Name: "colour", Values: ["red"] }];
  const sentence = "InvalidParameterValue: The filter 'colour' is invalid";
  for (const command of [
    new Ec2.DescribeVpcsCommand({ Filters }),
    new Ec2.DescribeTagsCommand({ Filters }),
    new Ec2.DescribeAvailabilityZonesCommand({ Filters }),
    new Ec2.DescribeVpcEndpointServicesCommand({ Filters }),
  ]) {
    expect(await refusal(command)).toBe(sentence);
  }
  const VpcId = await newVpc("10.15.0.0/16");
  const Tags = [
    { Key: "one", Value: "a" },
    { Key: "two", Value: "b" },
  ];
  await ec2.send(new Ec2.CreateTagsCommand({ Resources: [VpcId], Tags }));
  const asked = { Filters: [{ Name: "tag:one", Values: ["a", "b"] }] };
  const found = await ec2.send(new Ec2.DescribeTagsCommand(asked));
  expect(found.Tags).toEqual([{ ResourceId: VpcId, ResourceType: "vpc", Key: "one", Value: "a" }]);
});

// Source: EC2's answers, as its users report them.
test("texts of security groups keep to EC2's letters", async () => {
  const create = (Description: string) =>
    new Ec2.CreateSecurityGroupCommand({ GroupName: "texts", Description, VpcId: undefined });
  expect(await refusal(create("café"))).toBe(
    "InvalidParameterValue: Value (café) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.",
  );
  expect(await refusal(create("a < b"))).toBe(
    "InvalidParameterValue: Invalid security group description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
  );
  const { GroupId } = await ec2.send(create("plain"));
  const range = (source: object) => ({ IpProtocol: "tcp", FromPort: 1, ToPort: 1, ...source });
  const allow = (source: object) =>
    new Ec2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [range(source)] });
  expect(await refusal(allow({ IpRanges: [{ CidrIp: "10.0.0.0/8", Description: "a|b" }] }))).toMatch(
    /^InvalidParameterValue: Invalid rule description\. Valid descriptions are /,
  );
  expect(await refusal(allow({ Ipv6Ranges: [{ CidrIpv6: "nothing" }] }))).toBe(
    "InvalidParameterValue: CIDR block nothing is malformed",
  );
  expect(await refusal(allow({ PrefixListIds: [{ PrefixListId: "pl-12345678" }] }))).toBe(
    "InvalidPrefixListID.NotFound: The prefix list ID 'pl-12345678' does not exist",
  );
});

test("an address serves one NAT gateway, a table has one route to a gateway endpoint", async () => {
  const VpcId = await newVpc("10.16.0.0/16");
  const SubnetId = await newSubnet(VpcId, "10.16.1.0/24");
  const { AllocationId } = await ec2.send(new Ec2.AllocateAddressCommand({ Domain: "vpc" }));
  const create = new Ec2.CreateNatGatewayCommand({ SubnetId, AllocationId });
  await ec2.send(create);
  const second = (await ec2.send(create)).NatGateway;
  expect(second?.State).toBe("pending");
  const asked = new Ec2.DescribeNatGatewaysCommand({ NatGatewayIds: [second?.NatGatewayId ?? ""] });
  expect((await ec2.send(asked)).NatGateways).toMatchObject([
    {
      State: "failed",
      FailureCode: "Resource.AlreadyAssociated",
      FailureMessage: `Elastic IP address [${AllocationId}] is already associated`,
    },
  ]);
  const { RouteTable } = await ec2.send(new Ec2.CreateRouteTableCommand({ VpcId }));
  const RouteTableIds = [RouteTable?.RouteTableId ?? ""];
  const ServiceName = "com.amazonaws.us-east-1.s3";
  const endpoint = new Ec2.CreateVpcEndpointCommand({ VpcId, ServiceName, RouteTableIds });
  await ec2.send(endpoint);
  expect(await refusal(endpoint)).toMatch(
    /^RouteAlreadyExists: route table rtb-\w+ already has a route with destination-prefix-list-id pl-\w+$/,
  );
});

test("a part of a subnet's addresses is reserved once", async () => {
  const SubnetId = await newSubnet(await newVpc("10.17.0.0/16"), "10.17.1.0/24");
  const reserve = new Ec2.CreateSubnetCidrReservationCommand({
    SubnetId,
    Cidr: "10.17.1.16/28",
    ReservationType: "prefix",
  });
  const { SubnetCidrReservation } = await ec2.send(reserve);
  const { SubnetCidrReservationId } = SubnetCidrReservation ?? {};
  expect(SubnetCidrReservationId).toMatch(/^scr-0[0-9a-f]{16}$/);
  expect(await refusal(reserve)).toMatch(/^InvalidParameterValue: The CIDR '10\.17\.1\.16\/28' overlaps /);
  const asked = new Ec2.GetSubnetCidrReservationsCommand({ SubnetId });
  expect((await ec2.send(asked)).SubnetIpv4CidrReservations).toMatchObject([
    { SubnetCidrReservationId, Cidr: "10.17.1.16/28", ReservationType: "prefix", OwnerId: "000000000000" },
  ]);
  await ec2.send(new Ec2.DeleteSubnetCidrReservationCommand({ SubnetCidrReservationId }));
  expect((await ec2.send(asked)).SubnetIpv4CidrReservations).toEqual([]);
});

test("interfaces get IPv6 addresses of their subnet's block", async () => {
  const made = await ec2.send(
    new Ec2.CreateVpcCommand({ CidrBlock: "10.18.0.0/16", AmazonProvidedIpv6CidrBlock: true }),
  );
  const VpcId = made.Vpc?.VpcId;
  const block = made.Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock?.replace("/56", "/64");
  const plain = await newSubnet(VpcId ?? "", "10.18.2.0/24");
  const { Subnet } = await ec2.send(
    new Ec2.CreateSubnetCommand({ VpcId, CidrBlock: "10.18.1.0/24", Ipv6CidrBlock: block }),
  );
  const create = (SubnetId: string | undefined) =>
    new Ec2.CreateNetworkInterfaceCommand({ SubnetId, Ipv6AddressCount: 1 });
  expect(await refusal(create(plain))).toMatch(/^InvalidParameterValue: /);
  const { NetworkInterface } = await ec2.send(create(Subnet?.SubnetId));
  const { NetworkInterfaceId, Ipv6Addresses } = NetworkInterface ?? {};
  const first = Ipv6Addresses?.[0]?.Ipv6Address ?? "";
  expect(first.startsWith(`${block?.replace("::/64", "")}:`)).toBe(true);
  const { AssignedIpv6Addresses } = await ec2.send(
    new Ec2.AssignIpv6AddressesCommand({ NetworkInterfaceId, Ipv6AddressCount: 2 }),
  );
  expect(AssignedIpv6Addresses).toHaveLength(2);
  const assign = (wanted: Partial<Ec2.AssignIpv6AddressesCommandInput>) =>
    refusal(new Ec2.AssignIpv6AddressesCommand({ NetworkInterfaceId, ...wanted }));
  expect(await assign({})).toMatch(/^MissingParameter: /);
  expect(await assign({ Ipv6Addresses: [first], Ipv6AddressCount: 1 })).toBe(
    "InvalidParameterCombination: IPv6 addresses and IPv6 address count may not be specified on the same request",
  );
  expect(await assign({ Ipv6Addresses: [first.toUpperCase()] })).toMatch(/^InvalidIPAddress\.InUse: /);
  expect(await assign({ Ipv6Addresses: ["2001:db8::1"] })).toMatch(/^InvalidParameterValue: Address does not fall/);
  const { UnassignedIpv6Addresses } = await ec2.send(
    new Ec2.UnassignIpv6AddressesCommand({ NetworkInterfaceId, Ipv6Addresses: [first, "2001:db8::1"] }),
  );
  expect(UnassignedIpv6Addresses).toEqual([first]);
  const asked = new Ec2.DescribeNetworkInterfacesCommand({
    Filters: [{ Name: "ipv6-addresses.ipv6-address", Values: AssignedIpv6Addresses?.slice(0, 1) }],
  });
  const [found] = (await ec2.send(asked)).NetworkInterfaces ?? [];
  expect(found?.Ipv6Addresses?.map(({ Ipv6Address }) => Ipv6Address)).toEqual(AssignedIpv6Addresses);
});

test("a subnet gives every new interface an IPv6 address when it is told to, and keeps its block", async () => {
  const { Vpc } = await ec2.send(
    new Ec2.CreateVpcCommand({ CidrBlock: "10.21.0.0/16", AmazonProvidedIpv6CidrBlock: true }),
  );
  const SubnetId = await newSubnet(Vpc?.VpcId ?? "", "10.21.1.0/24");
  const ask = new Ec2.ModifySubnetAttributeCommand({ SubnetId, AssignIpv6AddressOnCreation: { Value: true } });
  expect(await refusal(ask)).toBe(
    `InvalidParameterValue: Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set assign-ipv6-address-on-creation to true unless the subnet (${SubnetId}) has an IPv6 CIDR block associated with it.`,
  );
  const Ipv6CidrBlock = Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock?.replace("/56", "/64");
  const { Ipv6CidrBlockAssociation } = await ec2.send(
    new Ec2.AssociateSubnetCidrBlockCommand({ SubnetId, Ipv6CidrBlock }),
  );
  await ec2.send(ask);
  const addresses = async (Ipv6AddressCount?: number) => {
    const made = await ec2.send(new Ec2.CreateNetworkInterfaceCommand({ SubnetId, Ipv6AddressCount }));
    return made.NetworkInterface?.Ipv6Addresses?.length ?? 0;
  };
  expect([await addresses(), await addresses(0), await addresses(2)]).toEqual([1, 0, 2]);
  const AssociationId = Ipv6CidrBlockAssociation?.AssociationId;
  expect(await refusal(new Ec2.DisassociateSubnetCidrBlockCommand({ AssociationId }))).toBe(
    `InvalidCidrBlock.InUse: The subnet IPv6 CIDR block with association ID ${AssociationId} may not be disassociated, because its subnet has assign-ipv6-address-on-creation set to true.`,
  );
});

test("a group that a further VPC may use is told of with that VPC", async () => {
  const [own, other] = [await newVpc("10.19.0.0/16"), await newVpc("10.20.0.0/16")];
  const { GroupId } = await ec2.send(
    new Ec2.CreateSecurityGroupCommand({ GroupName: "shared", Description: "d", VpcId: own }),
  );
  const pair = { GroupId, VpcId: other };
  expect((await ec2.send(new Ec2.AssociateSecurityGroupVpcCommand(pair))).State).toBe("associating");
  const asked = { Filters: [{ Name: "vpc-id", Values: [other] }] };
  const described = await ec2.send(new Ec2.DescribeSecurityGroupVpcAssociationsCommand(asked));
  expect(described.SecurityGroupVpcAssociations).toEqual([
    { ...pair, VpcOwnerId: "000000000000", GroupOwnerId: "000000000000", State: "associated" },
  ]);
  const usable = await ec2.send(new Ec2.GetSecurityGroupsForVpcCommand({ VpcId: other }));
  expect(usable.SecurityGroupForVpcs?.map(({ GroupName }) => GroupName).sort()).toEqual(["default", "shared"]);
  const card = await ec2.send(
    new Ec2.CreateNetworkInterfaceCommand({
      SubnetId: await newSubnet(other, "10.20.1.0/24"),
      Groups: [GroupId ?? ""],
    }),
  );
  const { NetworkInterfaceId } = card.NetworkInterface ?? {};
  const end = new Ec2.DisassociateSecurityGroupVpcCommand(pair);
  expect(await refusal(end)).toMatch(/^DependencyViolation: /);
  await ec2.send(new Ec2.DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
  expect((await ec2.send(end)).State).toBe("disassociating");
  expect(await refusal(end)).toMatch(/^InvalidSecurityGroupVpcAssociation\.NotFound: /);
  const defaultGroup = usable.SecurityGroupForVpcs?.find(({ GroupName }) => GroupName === "default");
  expect(
    await refusal(new Ec2.AssociateSecurityGroupVpcCommand({ GroupId: defaultGroup?.GroupId, VpcId: own })),
  ).toMatch(/^InvalidParameterValue: /);
});
