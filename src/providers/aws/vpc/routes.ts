/** Routes, alone or inside a route table: what they lead to and where they are for. */
import type { CreateRouteRequest, Route as Ec2Route, RouteTable } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { unless } from "../framework/call-error.ts";
import { filters } from "./ec2.ts";

/** Attributes of a route that lead somewhere, by EC2's member for them. */
const TARGETS = {
  carrier_gateway_id: "CarrierGatewayId",
  core_network_arn: "CoreNetworkArn",
  egress_only_gateway_id: "EgressOnlyInternetGatewayId",
  gateway_id: "GatewayId",
  instance_id: "InstanceId",
  local_gateway_id: "LocalGatewayId",
  nat_gateway_id: "NatGatewayId",
  network_interface_id: "NetworkInterfaceId",
  transit_gateway_id: "TransitGatewayId",
  vpc_endpoint_id: "VpcEndpointId",
  vpc_peering_connection_id: "VpcPeeringConnectionId",
} as const;

export type Target = keyof typeof TARGETS;
const NAMES = Object.keys(TARGETS) as Target[];

export interface Destination {
  readonly DestinationCidrBlock?: string | undefined;
  readonly DestinationIpv6CidrBlock?: string | undefined;
  readonly DestinationPrefixListId?: string | undefined;
}

export const destinationText = (where: Destination): string =>
  where.DestinationCidrBlock || where.DestinationIpv6CidrBlock || where.DestinationPrefixListId || "";

type Targets = { readonly [Name in Target]?: string | null };

/** The one target that is given, as EC2 takes it. */
export const targetInput = (route: Targets): Partial<CreateRouteRequest> =>
  Object.fromEntries(NAMES.filter((name) => route[name]).map((name) => [TARGETS[name], route[name]]));

/** EC2 names the endpoint of a Gateway Load Balancer as a gateway. */
export function targetFound(route: Ec2Route): Record<Target, string> {
  const endpoint = route.GatewayId?.startsWith("vpce-") ? route.GatewayId : "";
  const text = (name: Target): string => {
    if (name === "vpc_endpoint_id") return endpoint;
    if (name === "gateway_id" && endpoint) return "";
    return (route as Readonly<Record<string, string | undefined>>)[TARGETS[name]] ?? "";
  };
  return Object.fromEntries(NAMES.map((name) => [name, text(name)])) as Record<Target, string>;
}

/** A route as it stands inside a route table; the default route table names the same attributes but for the gateways of outposts. */
export interface TableRoute extends Targets {
  readonly cidr_block: string | null;
  readonly ipv6_cidr_block: string | null;
  readonly destination_prefix_list_id: string | null;
}

export const destinationOf = (route: TableRoute): Destination => ({
  ...(route.cidr_block && { DestinationCidrBlock: route.cidr_block }),
  ...(route.ipv6_cidr_block && { DestinationIpv6CidrBlock: route.ipv6_cidr_block }),
  ...(route.destination_prefix_list_id && { DestinationPrefixListId: route.destination_prefix_list_id }),
});

/** The routes that a configuration could have written: not those of gateways' own making, nor local ones it leaves alone. */
export function routesFound(routes: readonly Ec2Route[] | undefined, known: readonly TableRoute[]) {
  const written = new Set(known.map((route) => destinationText(destinationOf(route))));
  return (routes ?? [])
    .filter((route) => route.Origin !== "EnableVgwRoutePropagation" && !isEndpointRoute(route))
    .filter((route) => route.GatewayId !== "local" || written.has(destinationText(route)))
    .map((route) => ({
      ...targetFound(route),
      cidr_block: route.DestinationCidrBlock ?? "",
      ipv6_cidr_block: route.DestinationIpv6CidrBlock ?? "",
      destination_prefix_list_id: route.DestinationPrefixListId ?? "",
    }));
}

const isEndpointRoute = (route: Ec2Route): boolean =>
  route.DestinationPrefixListId !== undefined && (route.GatewayId ?? "").startsWith("vpce-");

/** Makes the routes of a table what the configuration says. */
export async function changeRoutes(
  aws: Aws,
  RouteTableId: string,
  prior: readonly TableRoute[],
  planned: readonly TableRoute[],
): Promise<void> {
  const text = (route: TableRoute): string => destinationText(destinationOf(route));
  const before = new Map(prior.map((route) => [text(route), route]));
  const after = new Map(planned.map((route) => [text(route), route]));
  for (const [where, route] of before)
    if (!after.has(where)) await deleteRoute(aws, RouteTableId, destinationOf(route));
  for (const [where, route] of after) {
    const old = before.get(where);
    const input = { RouteTableId, ...destinationOf(route), ...toLocal(targetInput(route)) };
    // A table is born with its local routes: naming one of them is a replacement.
    if (!old && !("LocalTarget" in input)) await aws.call("ec2", "CreateRoute", input);
    else if (!old || JSON.stringify(targetInput(old)) !== JSON.stringify(targetInput(route)))
      await aws.call("ec2", "ReplaceRoute", input);
  }
}

const toLocal = (target: Partial<CreateRouteRequest>) =>
  target.GatewayId === "local" ? { LocalTarget: true } : target;

export async function deleteRoute(aws: Aws, RouteTableId: string, where: Destination): Promise<void> {
  await unless(aws.call("ec2", "DeleteRoute", { RouteTableId, ...where }), "InvalidRoute.NotFound");
}

export async function findRouteTable(aws: Aws, id: string): Promise<RouteTable | undefined> {
  const answer = await unless(
    aws.call("ec2", "DescribeRouteTables", { RouteTableIds: [id] }),
    "InvalidRouteTableID.NotFound",
  );
  return answer?.RouteTables?.[0];
}

export async function findAssociation(aws: Aws, id: string) {
  const { RouteTables } = await aws.call("ec2", "DescribeRouteTables", {
    Filters: filters({ "association.route-table-association-id": id }),
  });
  return RouteTables?.[0]?.Associations?.find((one) => one.RouteTableAssociationId === id);
}
