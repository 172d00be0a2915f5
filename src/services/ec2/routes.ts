/** Routes: their destination, and the target a request names. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { canonicalBlock, parseBlock } from "./cidr.ts";
import { invalidParameter, missingParameter } from "./fault.ts";
import { findResource, requireResource } from "./resources.ts";

interface RouteRequest {
  readonly DestinationCidrBlock?: string | undefined;
  readonly DestinationIpv6CidrBlock?: string | undefined;
  readonly DestinationPrefixListId?: string | undefined;
  readonly GatewayId?: string | undefined;
  readonly NatGatewayId?: string | undefined;
  readonly NetworkInterfaceId?: string | undefined;
  readonly EgressOnlyInternetGatewayId?: string | undefined;
  readonly TransitGatewayId?: string | undefined;
  readonly VpcPeeringConnectionId?: string | undefined;
  readonly InstanceId?: string | undefined;
  readonly CarrierGatewayId?: string | undefined;
  readonly LocalGatewayId?: string | undefined;
  readonly VpcEndpointId?: string | undefined;
  readonly CoreNetworkArn?: string | undefined;
}

/** The destination as a route keeps it: blocks without host bits. */
export function destinationOf(request: RouteRequest): Ec2.Route {
  if (request.DestinationCidrBlock !== undefined) {
    if (!parseBlock(request.DestinationCidrBlock)) {
      throw invalidParameter(
        `Value (${request.DestinationCidrBlock}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
      );
    }
    return { DestinationCidrBlock: canonicalBlock(request.DestinationCidrBlock) };
  }
  if (request.DestinationIpv6CidrBlock !== undefined) {
    return { DestinationIpv6CidrBlock: request.DestinationIpv6CidrBlock.toLowerCase() };
  }
  if (request.DestinationPrefixListId !== undefined) {
    return { DestinationPrefixListId: request.DestinationPrefixListId };
  }
  throw missingParameter("destinationCidrBlock");
}

export function sameDestination(one: Ec2.Route, other: Ec2.Route): boolean {
  return (
    one.DestinationCidrBlock === other.DestinationCidrBlock &&
    one.DestinationIpv6CidrBlock === other.DestinationIpv6CidrBlock &&
    one.DestinationPrefixListId === other.DestinationPrefixListId
  );
}

export function destinationText(route: Ec2.Route): string {
  return route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? "";
}

/** The sentence for a destination that a table has no route to. */
export function noSuchRoute(destination: Ec2.Route, tableId: string | undefined): ServiceException {
  const kind =
    destination.DestinationIpv6CidrBlock === undefined ? "destination-cidr-block" : "destination-ipv6-cidr-block";
  return new ServiceException(
    "InvalidRoute.NotFound",
    `no route with ${kind} ${destinationText(destination)} in route table ${tableId}`,
  );
}

/** The target, which must exist; what can't exist here (instances, transit gateways …) is unknown by its own code. */
export function targetOf(context: OperationContext, table: Ec2.RouteTable, request: RouteRequest): Ec2.Route {
  if (request.GatewayId !== undefined) return gatewayTarget(context, table, request.GatewayId);
  if (request.NatGatewayId !== undefined) {
    requireResource(context, "natgateway", request.NatGatewayId);
    return { NatGatewayId: request.NatGatewayId };
  }
  if (request.NetworkInterfaceId !== undefined) {
    requireResource(context, "network-interface", request.NetworkInterfaceId);
    return { NetworkInterfaceId: request.NetworkInterfaceId };
  }
  if (request.EgressOnlyInternetGatewayId !== undefined) {
    requireResource(context, "egress-only-internet-gateway", request.EgressOnlyInternetGatewayId);
    return { EgressOnlyInternetGatewayId: request.EgressOnlyInternetGatewayId };
  }
  if (request.VpcEndpointId !== undefined) {
    requireResource(context, "vpc-endpoint", request.VpcEndpointId);
    return { GatewayId: request.VpcEndpointId };
  }
  if (request.VpcPeeringConnectionId !== undefined) {
    requireResource(context, "vpc-peering-connection", request.VpcPeeringConnectionId);
    return { VpcPeeringConnectionId: request.VpcPeeringConnectionId };
  }
  throw unknownTarget(request);
}

function gatewayTarget(context: OperationContext, table: Ec2.RouteTable, id: string): Ec2.Route {
  if (id === "local") return { GatewayId: "local" };
  if (id.startsWith("vpce-")) return { GatewayId: requireResource(context, "vpc-endpoint", id).VpcEndpointId };
  const gateway = findResource(context, "internet-gateway", id);
  if (!gateway) throw new ServiceException("InvalidGatewayID.NotFound", `The gateway ID '${id}' does not exist`);
  if (!gateway.Attachments?.some(({ VpcId }) => VpcId === table.VpcId)) {
    throw invalidParameter(`route table ${table.RouteTableId} and network gateway ${id} belong to different networks`);
  }
  return { GatewayId: id };
}

function unknownTarget(request: RouteRequest): ServiceException {
  const { InstanceId, TransitGatewayId, CarrierGatewayId, LocalGatewayId, CoreNetworkArn } = request;
  const unknown = (code: string, noun: string, id: string) =>
    new ServiceException(code, `The ${noun} '${id}' does not exist`);
  if (InstanceId !== undefined) return unknown("InvalidInstanceID.NotFound", "instance ID", InstanceId);
  if (TransitGatewayId !== undefined)
    return unknown("InvalidTransitGatewayID.NotFound", "transitGateway ID", TransitGatewayId);
  const other = CarrierGatewayId ?? LocalGatewayId ?? CoreNetworkArn;
  if (other !== undefined) return unknown("InvalidGatewayID.NotFound", "gateway ID", other);
  return new ServiceException(
    "InvalidParameterCombination",
    "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, vpcEndpointId, egressOnlyInternetGatewayId, transitGatewayId, localGatewayId, carrierGatewayId, coreNetworkArn or instanceId",
  );
}
