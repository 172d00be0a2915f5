/** VPC endpoints: gateways are routes to a prefix list, interfaces have a network interface in each subnet. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import { derivedId } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { awsPrefixLists } from "./aws-prefix-lists.ts";
import { createInterface } from "./network-interfaces.ts";
import { tagsOf } from "./resource-tags.ts";
import { findResource, requireResource, saveResource } from "./resources.ts";

const GATEWAY_SERVICES = new Set(["s3", "dynamodb"]);

const OPEN_GATEWAY_POLICY =
  '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';
const OPEN_INTERFACE_POLICY = '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}';

export function openPolicy(type: Ec2.VpcEndpointType): string {
  return type === "Gateway" ? OPEN_GATEWAY_POLICY : OPEN_INTERFACE_POLICY;
}

export function endpointDetail(context: OperationContext, endpoint: Ec2.VpcEndpoint): Ec2.VpcEndpoint {
  return { ...endpoint, Tags: tagsOf(context, endpoint.VpcEndpointId) };
}

export function isGatewayService(name: string | undefined, region: string): boolean {
  return [...GATEWAY_SERVICES].some((service) => name === `com.amazonaws.${region}.${service}`);
}

/** Gives the gateway's route to these tables. */
export function addGatewayRoutes(
  context: OperationContext,
  endpoint: Ec2.VpcEndpoint,
  tableIds: readonly string[],
): void {
  const list = awsPrefixLists(context.region).find(({ name }) => name === endpoint.ServiceName);
  const tables = tableIds.map((id) => requireResource(context, "route-table", id));
  for (const { Routes, RouteTableId } of tables) {
    if (Routes?.some(({ DestinationPrefixListId }) => DestinationPrefixListId === list?.id)) {
      throw new ServiceException(
        "RouteAlreadyExists",
        `route table ${RouteTableId} already has a route with destination-prefix-list-id ${list?.id}`,
      );
    }
  }
  for (const table of tables) {
    const route: Ec2.Route = {
      DestinationPrefixListId: list?.id,
      GatewayId: endpoint.VpcEndpointId,
      Origin: "CreateRoute",
      State: "active",
    };
    saveResource(context, "route-table", table.RouteTableId, { ...table, Routes: [...(table.Routes ?? []), route] });
  }
}

export function removeGatewayRoutes(
  context: OperationContext,
  endpoint: Ec2.VpcEndpoint,
  tableIds: readonly string[],
): void {
  for (const id of tableIds) {
    const table = findResource(context, "route-table", id);
    if (!table) continue;
    saveResource(context, "route-table", id, {
      ...table,
      Routes: table.Routes?.filter(({ GatewayId }) => GatewayId !== endpoint.VpcEndpointId),
    });
  }
}

/** A network interface for each of these subnets. */
export function addEndpointInterfaces(
  context: OperationContext,
  endpoint: Ec2.VpcEndpoint,
  subnetIds: readonly string[],
  groupIds: readonly string[],
): string[] {
  return subnetIds.map((id) => {
    const subnet = requireResource(context, "subnet", id);
    const card = createInterface(context, {
      subnet,
      description: `VPC Endpoint Interface ${endpoint.VpcEndpointId}`,
      groups: groupIds,
      interfaceType: "vpc_endpoint" as Ec2.NetworkInterfaceType,
      requester: context.account,
    });
    return card.NetworkInterfaceId ?? "";
  });
}

/** Names under which an interface endpoint is reached: its own, one in each zone, the service's when that is private. */
export function dnsEntriesOf(context: OperationContext, endpoint: Ec2.VpcEndpoint): Ec2.DnsEntry[] {
  const service = endpoint.ServiceName?.split(".").at(-1) ?? "";
  const suffix = `${service}.${context.region}.vpce.amazonaws.com`;
  const label = `${endpoint.VpcEndpointId}-${derivedId(8, "abcdefghijklmnopqrstuvwxyz0123456789", endpoint.VpcEndpointId ?? "")}`;
  const zones = new Set(
    (endpoint.SubnetIds ?? []).flatMap((id) => findResource(context, "subnet", id)?.AvailabilityZone ?? []),
  );
  const zoneId = derivedId(14, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "hosted-zone", context.region, service);
  const entry = (DnsName: string): Ec2.DnsEntry => ({ DnsName, HostedZoneId: `Z${zoneId}` });
  return [
    entry(`${label}.${suffix}`),
    ...[...zones].map((zone) => entry(`${label}-${zone}.${suffix}`)),
    ...(endpoint.PrivateDnsEnabled ? [entry(`${service}.${context.region}.amazonaws.com`)] : []),
  ];
}

export function groupIdentifiers(context: OperationContext, ids: readonly string[]): Ec2.SecurityGroupIdentifier[] {
  return ids.map((id) => {
    const { GroupId, GroupName } = requireResource(context, "security-group", id);
    return { GroupId, GroupName };
  });
}
