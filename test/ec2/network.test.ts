/** Networks through the SDK: what comes with a VPC, what depends on what, and EC2's refusals. */
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

const inVpc = (id: string) => ({ Filters: [{ Name: "vpc-id", Values: [id] }] });

test("every region has a default network, the same ids every time", async () => {
  const { Vpcs } = await ec2.send(new Ec2.DescribeVpcsCommand({ Filters: [{ Name: "is-default", Values: ["true"] }] }));
  expect(Vpcs).toHaveLength(1);
  const vpc = Vpcs?.[0];
  expect(vpc).toMatchObject({ CidrBlock: "172.31.0.0/16", IsDefault: true, State: "available" });
  const { Subnets } = await ec2.send(new Ec2.DescribeSubnetsCommand(inVpc(vpc?.VpcId ?? "")));
  const { AvailabilityZones } = await ec2.send(new Ec2.DescribeAvailabilityZonesCommand({}));
  expect(Subnets?.map(({ AvailabilityZone }) => AvailabilityZone).sort()).toEqual(
    AvailabilityZones?.map(({ ZoneName }) => ZoneName),
  );
  expect(Subnets?.every(({ DefaultForAz, MapPublicIpOnLaunch }) => DefaultForAz && MapPublicIpOnLaunch)).toBe(true);
  const other = await startTestCloud();
  try {
    const again = await new Ec2.EC2Client(other.clientConfig).send(new Ec2.DescribeVpcsCommand({}));
    expect(again.Vpcs?.[0]?.VpcId).toBe(vpc?.VpcId);
  } finally {
    await other.stop();
  }
});

test("a VPC comes with a main route table, an open ACL and a default group, and takes them along", async () => {
  const VpcId = await newVpc("10.0.0.0/16");
  const { RouteTables } = await ec2.send(new Ec2.DescribeRouteTablesCommand(inVpc(VpcId)));
  expect(RouteTables).toHaveLength(1);
  expect(RouteTables?.[0]?.Associations?.[0]?.Main).toBe(true);
  expect(RouteTables?.[0]?.Routes).toEqual([
    { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", Origin: "CreateRouteTable", State: "active" },
  ]);
  const { NetworkAcls } = await ec2.send(new Ec2.DescribeNetworkAclsCommand(inVpc(VpcId)));
  expect(NetworkAcls?.[0]?.IsDefault).toBe(true);
  expect(NetworkAcls?.[0]?.Entries?.map(({ RuleNumber, RuleAction }) => `${RuleNumber} ${RuleAction}`)).toEqual([
    "100 allow",
    "32767 deny",
    "100 allow",
    "32767 deny",
  ]);
  const { SecurityGroups } = await ec2.send(new Ec2.DescribeSecurityGroupsCommand(inVpc(VpcId)));
  expect(SecurityGroups?.map(({ GroupName }) => GroupName)).toEqual(["default"]);
  expect(await refusal(new Ec2.DeleteSecurityGroupCommand({ GroupId: SecurityGroups?.[0]?.GroupId }))).toBe(
    `CannotDelete: the specified group: "${SecurityGroups?.[0]?.GroupId}" name: "default" cannot be deleted by a user`,
  );
  const SubnetId = await newSubnet(VpcId, "10.0.1.0/24");
  expect(await refusal(new Ec2.DeleteVpcCommand({ VpcId }))).toBe(
    `DependencyViolation: The vpc '${VpcId}' has dependencies and cannot be deleted.`,
  );
  await ec2.send(new Ec2.DeleteSubnetCommand({ SubnetId }));
  await ec2.send(new Ec2.DeleteVpcCommand({ VpcId }));
  expect(await refusal(new Ec2.DescribeVpcsCommand({ VpcIds: [VpcId] }))).toBe(
    `InvalidVpcID.NotFound: The vpc ID '${VpcId}' does not exist`,
  );
  expect((await ec2.send(new Ec2.DescribeSecurityGroupsCommand(inVpc(VpcId)))).SecurityGroups).toEqual([]);
});

test.each<[string, AnyCommand, string]>([
  [
    "a block that is none",
    new Ec2.CreateVpcCommand({ CidrBlock: "10.0.0.0" }),
    "InvalidParameterValue: Value (10.0.0.0) for parameter cidrBlock is invalid. This is not a valid CIDR block.",
  ],
  [
    "a block that is too large",
    new Ec2.CreateVpcCommand({ CidrBlock: "10.0.0.0/8" }),
    "InvalidVpc.Range: The CIDR '10.0.0.0/8' is invalid.",
  ],
  [
    "too small a page",
    new Ec2.DescribeVpcsCommand({ MaxResults: 1 }),
    "InvalidParameterValue: Value ( 1 ) for parameter maxResults is invalid. Expecting a value greater than 5.",
  ],
  [
    "unknown subnet",
    new Ec2.DescribeSubnetsCommand({ SubnetIds: ["subnet-1"] }),
    "InvalidSubnetID.NotFound: The subnet ID 'subnet-1' does not exist",
  ],
  [
    "unknown route table",
    new Ec2.DescribeRouteTablesCommand({ RouteTableIds: ["rtb-1"] }),
    "InvalidRouteTableID.NotFound: The routeTable ID 'rtb-1' does not exist",
  ],
  [
    "unknown group",
    new Ec2.DescribeSecurityGroupsCommand({ GroupIds: ["sg-1"] }),
    "InvalidGroup.NotFound: The security group 'sg-1' does not exist",
  ],
  [
    "an id that is none",
    new Ec2.DescribeSecurityGroupsCommand({ GroupIds: ["web"] }),
    'InvalidGroupId.Malformed: Invalid id: "web" (expecting "sg-...")',
  ],
  [
    "unknown address",
    new Ec2.ReleaseAddressCommand({ AllocationId: "eipalloc-1" }),
    "InvalidAllocationID.NotFound: The allocation ID 'eipalloc-1' does not exist",
  ],
  [
    "a dry run",
    new Ec2.CreateVpcCommand({ CidrBlock: "10.0.0.0/16", DryRun: true }),
    "DryRunOperation: Request would have succeeded, but DryRun flag is set.",
  ],
  [
    "a flow log that goes nowhere (recorded)",
    new Ec2.CreateFlowLogsCommand({ ResourceType: "VPC", ResourceIds: ["vpc-1"], TrafficType: "ALL" }),
    "InvalidParameter: LogDestination can't be empty if LogGroupName is not provided.",
  ],
])("refuses: %s", async (_, command, expected) => {
  expect(await refusal(command)).toBe(expected);
});

test("subnets neither overlap nor leave their VPC", async () => {
  const VpcId = await newVpc("10.1.0.0/16");
  await newSubnet(VpcId, "10.1.0.0/24");
  const create = (CidrBlock: string) => refusal(new Ec2.CreateSubnetCommand({ VpcId, CidrBlock }));
  expect(await create("10.1.0.0/25")).toBe(
    "InvalidSubnet.Conflict: The CIDR '10.1.0.0/25' conflicts with another subnet",
  );
  expect(await create("10.2.0.0/24")).toBe("InvalidSubnet.Range: The CIDR '10.2.0.0/24' is invalid.");
});

test("rules of a group are told as permissions and as rules", async () => {
  const VpcId = await newVpc("10.2.0.0/16");
  const { GroupId } = await ec2.send(new Ec2.CreateSecurityGroupCommand({ VpcId, GroupName: "web", Description: "d" }));
  const port = (number: number, CidrIp: string) => ({
    GroupId,
    IpPermissions: [{ IpProtocol: "tcp", FromPort: number, ToPort: number, IpRanges: [{ CidrIp }] }],
  });
  const { SecurityGroupRules } = await ec2.send(new Ec2.AuthorizeSecurityGroupIngressCommand(port(80, "0.0.0.0/0")));
  expect(SecurityGroupRules?.[0]).toMatchObject({ IsEgress: false, CidrIpv4: "0.0.0.0/0", FromPort: 80 });
  expect(SecurityGroupRules?.[0]?.SecurityGroupRuleId).toMatch(/^sgr-0[0-9a-f]{16}$/);
  await ec2.send(new Ec2.AuthorizeSecurityGroupIngressCommand(port(80, "10.0.0.0/8")));
  expect(await refusal(new Ec2.AuthorizeSecurityGroupIngressCommand(port(80, "10.0.0.0/8")))).toBe(
    'InvalidPermission.Duplicate: the specified rule "peer: 10.0.0.0/8, TCP, from port: 80, to port: 80, ALLOW" already exists',
  );
  const { SecurityGroups } = await ec2.send(new Ec2.DescribeSecurityGroupsCommand({ GroupIds: [GroupId ?? ""] }));
  expect(SecurityGroups?.[0]?.IpPermissions).toHaveLength(1);
  expect(SecurityGroups?.[0]?.IpPermissions?.[0]?.IpRanges?.map(({ CidrIp }) => CidrIp).sort()).toEqual([
    "0.0.0.0/0",
    "10.0.0.0/8",
  ]);
  expect(await refusal(new Ec2.RevokeSecurityGroupIngressCommand(port(443, "0.0.0.0/0")))).toBe(
    "InvalidPermission.NotFound: The specified rule does not exist in this security group.",
  );
});

test("a NAT gateway holds its address and its subnet", async () => {
  const VpcId = await newVpc("10.3.0.0/16");
  const SubnetId = await newSubnet(VpcId, "10.3.0.0/24");
  const { AllocationId } = await ec2.send(new Ec2.AllocateAddressCommand({ Domain: "vpc" }));
  const { NatGateway } = await ec2.send(new Ec2.CreateNatGatewayCommand({ SubnetId, AllocationId }));
  expect(NatGateway?.State).toBe("pending");
  const { Addresses } = await ec2.send(new Ec2.DescribeAddressesCommand({ AllocationIds: [AllocationId ?? ""] }));
  expect(await refusal(new Ec2.ReleaseAddressCommand({ AllocationId }))).toBe(
    `InvalidIPAddress.InUse: Address ${Addresses?.[0]?.PublicIp} is in use.`,
  );
  expect(await refusal(new Ec2.DeleteSubnetCommand({ SubnetId }))).toBe(
    `DependencyViolation: The subnet '${SubnetId}' has dependencies and cannot be deleted.`,
  );
  await ec2.send(new Ec2.DeleteNatGatewayCommand({ NatGatewayId: NatGateway?.NatGatewayId }));
  await ec2.send(new Ec2.ReleaseAddressCommand({ AllocationId }));
  await ec2.send(new Ec2.DeleteSubnetCommand({ SubnetId }));
  const told = await ec2.send(new Ec2.DescribeNatGatewaysCommand({ NatGatewayIds: [NatGateway?.NatGatewayId ?? ""] }));
  expect(told.NatGateways?.[0]?.State).toBe("deleted");
});

test("a function's interface belongs to Lambda", async () => {
  const VpcId = await newVpc("10.4.0.0/16");
  const SubnetId = await newSubnet(VpcId, "10.4.0.0/28");
  const principal = { type: "service", arn: "lambda.amazonaws.com", userId: "lambda.amazonaws.com" } as const;
  const made = await cloud.cloud.call("ec2", "CreateNetworkInterface", { SubnetId }, { principal });
  const id = (made.NetworkInterface as Ec2.NetworkInterface).NetworkInterfaceId ?? "";
  const { NetworkInterfaces } = await ec2.send(new Ec2.DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }));
  expect(NetworkInterfaces?.[0]).toMatchObject({
    InterfaceType: "lambda",
    RequesterManaged: true,
    Status: "in-use",
    PrivateIpAddress: "10.4.0.4",
  });
  const { Subnets } = await ec2.send(new Ec2.DescribeSubnetsCommand({ SubnetIds: [SubnetId] }));
  expect(Subnets?.[0]?.AvailableIpAddressCount).toBe(10);
  expect(await refusal(new Ec2.DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }))).toMatch(
    /^OperationNotPermitted/,
  );
  await cloud.cloud.call("ec2", "DeleteNetworkInterface", { NetworkInterfaceId: id }, { principal });
});

test("filters: all must hold, one value of each, wildcards, tags", async () => {
  const VpcId = await newVpc("10.5.0.0/16");
  await ec2.send(new Ec2.CreateTagsCommand({ Resources: [VpcId], Tags: [{ Key: "Name", Value: "blue-1" }] }));
  const found = async (Filters: Ec2.Filter[]) =>
    (await ec2.send(new Ec2.DescribeVpcsCommand({ Filters }))).Vpcs?.map((vpc) => vpc.VpcId);
  expect(await found([{ Name: "tag:Name", Values: ["blue-*", "green"] }])).toEqual([VpcId]);
  expect(
    await found([
      { Name: "tag-key", Values: ["Name"] },
      { Name: "cidr", Values: ["10.9.0.0/16"] },
    ]),
  ).toEqual([]);
  expect(await refusal(new Ec2.DescribeVpcsCommand({ Filters: [{ Name: "Bad Name", Values: ["x"] }] }))).toBe(
    "InvalidParameterValue: The filter 'Bad Name' is invalid",
  );
});

// Source: EC2's answers, as its users report them.
test("groups of another network are refused, unless they are associated with it", async () => {
  const [own, other] = [await newVpc("10.80.0.0/16"), await newVpc("10.81.0.0/16")];
  const SubnetId = await newSubnet(own, "10.80.0.0/24");
  const { GroupId = "" } = await ec2.send(
    new Ec2.CreateSecurityGroupCommand({ GroupName: "foreign", Description: "d", VpcId: other }),
  );
  const make = new Ec2.CreateNetworkInterfaceCommand({ SubnetId, Groups: [GroupId] });
  expect(await refusal(make)).toBe(
    `InvalidParameter: Security group ${GroupId} and subnet ${SubnetId} belong to different networks.`,
  );
  const { NetworkInterface } = await ec2.send(new Ec2.CreateNetworkInterfaceCommand({ SubnetId }));
  const { NetworkInterfaceId } = NetworkInterface ?? {};
  const change = new Ec2.ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, Groups: [GroupId] });
  expect(await refusal(change)).toBe(
    "InvalidGroup.NotFound: You have specified two resources that belong to different networks.",
  );
  await ec2.send(new Ec2.AssociateSecurityGroupVpcCommand({ GroupId, VpcId: own }));
  expect((await ec2.send(make)).NetworkInterface?.Groups).toEqual([{ GroupId, GroupName: "foreign" }]);
});

// Source: EC2's guide to prefixes: blocks of /28 and /80, apart from the addresses that interfaces have.
test("an interface has whole prefixes, which its subnet no longer gives away", async () => {
  const vpc = await newVpc("10.82.0.0/16");
  const SubnetId = await newSubnet(vpc, "10.82.0.0/24");
  const { NetworkInterface: card } = await ec2.send(
    new Ec2.CreateNetworkInterfaceCommand({ SubnetId, Ipv4PrefixCount: 1 }),
  );
  const { NetworkInterfaceId } = card ?? {};
  expect(card?.Ipv4Prefixes).toEqual([{ Ipv4Prefix: "10.82.0.16/28" }]);
  const { Subnets } = await ec2.send(new Ec2.DescribeSubnetsCommand({ SubnetIds: [SubnetId] }));
  expect(Subnets?.[0]?.AvailableIpAddressCount).toBe(251 - 1 - 16);
  const assigned = await ec2.send(
    new Ec2.AssignPrivateIpAddressesCommand({ NetworkInterfaceId, Ipv4Prefixes: ["10.82.0.64/28"] }),
  );
  expect(assigned).toMatchObject({
    AssignedPrivateIpAddresses: [],
    AssignedIpv4Prefixes: [{ Ipv4Prefix: "10.82.0.64/28" }],
  });
  const again = new Ec2.CreateNetworkInterfaceCommand({ SubnetId, Ipv4Prefixes: [{ Ipv4Prefix: "10.82.0.64/28" }] });
  expect(await refusal(again)).toBe("InvalidIPAddress.InUse: The specified prefix is already in use.");
  await ec2.send(
    new Ec2.UnassignPrivateIpAddressesCommand({ NetworkInterfaceId, Ipv4Prefixes: ["10.82.0.16/28", "10.82.0.64/28"] }),
  );
  const told = await ec2.send(
    new Ec2.DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [NetworkInterfaceId ?? ""] }),
  );
  expect(told.NetworkInterfaces?.[0]?.Ipv4Prefixes).toBeUndefined();
});

// Source: EC2's API reference; the sentence as EC2's users report it.
test("attributes of a VPC are changed one at a time", async () => {
  const VpcId = await newVpc("10.83.0.0/16");
  const both = { EnableDnsHostnames: { Value: true }, EnableDnsSupport: { Value: true } };
  expect(await refusal(new Ec2.ModifyVpcAttributeCommand({ VpcId, ...both }))).toBe(
    "InvalidParameterCombination: Fields for multiple attribute types specified: enableDnsHostnames, enableDnsSupport",
  );
});
