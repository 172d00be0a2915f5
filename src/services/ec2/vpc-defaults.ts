/** A VPC never comes alone: main route table, default network ACL, default security group come with it. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { closedEntries, openEntries } from "./acl-entries.ts";
import { providedIpv6Block } from "./cidr.ts";
import { ensureDefaultDhcpOptions } from "./default-dhcp-options.ts";
import { newId } from "./ids.ts";
import type { VpcRecord } from "./resources.ts";
import { allResources, saveResource } from "./resources.ts";
import { allowAllEgress } from "./security-groups.ts";

interface NewVpc {
  readonly block: string;
  readonly isDefault: boolean;
  readonly tenancy?: Ec2.Tenancy | undefined;
  readonly ipv6?: boolean | undefined;
  readonly idFor: (prefix: string, name: string) => string;
}

export function createVpcWithDefaults(context: OperationContext, { block, isDefault, tenancy, ipv6, idFor }: NewVpc) {
  const { account } = context;
  const id = idFor("vpc", "default");
  const vpc: VpcRecord = {
    VpcId: id,
    OwnerId: account,
    State: "available",
    CidrBlock: block,
    IsDefault: isDefault,
    InstanceTenancy: tenancy ?? "default",
    DhcpOptionsId: ensureDefaultDhcpOptions(context),
    CidrBlockAssociationSet: [
      { AssociationId: newId("vpc-cidr-assoc"), CidrBlock: block, CidrBlockState: { State: "associated" } },
    ],
    Ipv6CidrBlockAssociationSet: ipv6 ? [providedIpv6(context, id)] : [],
    attributes: {
      enableDnsSupport: true,
      enableDnsHostnames: isDefault,
      enableNetworkAddressUsageMetrics: false,
    },
  };
  saveResource(context, "vpc", id, vpc);

  const table = idFor("rtb", "default");
  saveResource(context, "route-table", table, {
    RouteTableId: table,
    VpcId: id,
    OwnerId: account,
    PropagatingVgws: [],
    Routes: localRoutes(vpc),
    Associations: [
      {
        Main: true,
        RouteTableAssociationId: idFor("rtbassoc", "default"),
        RouteTableId: table,
        AssociationState: { State: "associated" },
      },
    ],
  });
  const acl = idFor("acl", "default");
  saveResource(context, "network-acl", acl, {
    NetworkAclId: acl,
    VpcId: id,
    OwnerId: account,
    IsDefault: true,
    Associations: [],
    Entries: [...openEntries(ipv6 ?? false), ...closedEntries(ipv6 ?? false)],
  });
  createDefaultGroup(context, id, idFor("sg", "default"), idFor);
  return vpc;
}

function createDefaultGroup(context: OperationContext, vpcId: string, groupId: string, idFor: NewVpc["idFor"]): void {
  saveResource(context, "security-group", groupId, {
    GroupId: groupId,
    GroupName: "default",
    Description: "default VPC security group",
    VpcId: vpcId,
  });
  const owner = { GroupId: groupId, GroupOwnerId: context.account };
  const rules: Ec2.SecurityGroupRule[] = [
    {
      SecurityGroupRuleId: idFor("sgr", "default-ingress"),
      ...owner,
      IsEgress: false,
      IpProtocol: "-1",
      FromPort: -1,
      ToPort: -1,
      ReferencedGroupInfo: { GroupId: groupId, UserId: context.account },
    },
    allowAllEgress(context, groupId, idFor("sgr", "default-egress")),
  ];
  for (const rule of rules) saveResource(context, "security-group-rule", rule.SecurityGroupRuleId, rule);
}

export function mainRouteTable(context: OperationContext, vpcId: string): Ec2.RouteTable {
  const table = allResources(context, "route-table").find(
    ({ VpcId, Associations }) => VpcId === vpcId && Associations?.some(({ Main }) => Main),
  );
  if (!table) throw new Error(`VPC ${vpcId} has no main route table`);
  return table;
}

/** The routes a table has because its VPC has these blocks. */
export function localRoutes(vpc: VpcRecord): Ec2.Route[] {
  const route = { GatewayId: "local", Origin: "CreateRouteTable", State: "active" } as const;
  return [
    ...(vpc.CidrBlockAssociationSet ?? []).map(({ CidrBlock }) => ({ DestinationCidrBlock: CidrBlock, ...route })),
    ...(vpc.Ipv6CidrBlockAssociationSet ?? []).map(({ Ipv6CidrBlock }) => ({
      DestinationIpv6CidrBlock: Ipv6CidrBlock,
      ...route,
    })),
  ];
}

/** Amazon's own /56 for a VPC. */
export function providedIpv6(context: OperationContext, vpcId: string): Ec2.VpcIpv6CidrBlockAssociation {
  return {
    AssociationId: newId("vpc-cidr-assoc"),
    Ipv6CidrBlock: providedIpv6Block(context.account, context.region, vpcId),
    Ipv6CidrBlockState: { State: "associated" },
    Ipv6Pool: "Amazon",
    NetworkBorderGroup: context.region,
  };
}
