/** The network every account finds in every region: a VPC with a public subnet in each zone. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { fixedId } from "./ids.ts";
import type { VpcRecord } from "./resources.ts";
import { allResources, saveResource } from "./resources.ts";
import { saveSubnet } from "./subnets.ts";
import { createVpcWithDefaults, mainRouteTable } from "./vpc-defaults.ts";
import type { Zone } from "./zones.ts";
import { zonesOf } from "./zones.ts";

const BLOCK = "172.31.0.0/16";

export function ensureDefaultNetwork(context: OperationContext): void {
  const { store, account, region } = context;
  const key = ["ec2", account, region, "prepared"];
  if (store.has(key)) return;
  store.put(key, true);
  createDefaultNetwork(context, (prefix, name) => fixedId(prefix, account, region, name));
}

/** Also what CreateDefaultVpc does, then with ids of its own. */
export function createDefaultNetwork(
  context: OperationContext,
  idFor: (prefix: string, name: string) => string,
): VpcRecord {
  const vpc = createVpcWithDefaults(context, { block: BLOCK, isDefault: true, idFor });
  const gateway = idFor("igw", "default");
  saveResource(context, "internet-gateway", gateway, {
    InternetGatewayId: gateway,
    OwnerId: context.account,
    Attachments: [{ State: "available" as "attached", VpcId: vpc.VpcId }],
  });
  const table = mainRouteTable(context, vpc.VpcId ?? "");
  saveResource(context, "route-table", table.RouteTableId, {
    ...table,
    Routes: [
      ...(table.Routes ?? []),
      { DestinationCidrBlock: "0.0.0.0/0", GatewayId: gateway, Origin: "CreateRoute", State: "active" },
    ],
  });
  for (const zone of zonesOf(context.region)) {
    addDefaultSubnet(context, vpc, zone, idFor("subnet", zone.name));
  }
  return vpc;
}

/** The /20 of a zone: the first that is free in the VPC. */
export function addDefaultSubnet(context: OperationContext, vpc: VpcRecord, zone: Zone, id: string): Ec2.Subnet {
  const taken = new Set(
    allResources(context, "subnet")
      .filter(({ VpcId }) => VpcId === vpc.VpcId)
      .map(({ CidrBlock }) => CidrBlock),
  );
  let third = 0;
  while (taken.has(`172.31.${third}.0/20`)) third += 16;
  return saveSubnet(context, {
    id,
    vpcId: vpc.VpcId ?? "",
    zone,
    block: `172.31.${third}.0/20`,
    isDefault: true,
  });
}
