/**
 * VPC peering connections: one record for both sides, kept in the account and region of each. No packet flows through
 * them; routes may point at them.
 */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { overlaps, parseBlock } from "./cidr.ts";
import { tagsOf } from "./resource-tags.ts";
import { requireResource, resourceKey, type VpcRecord } from "./resources.ts";

type Side = Ec2.VpcPeeringConnectionVpcInfo;

export const peeringDetail = (
  context: OperationContext,
  connection: Ec2.VpcPeeringConnection,
): Ec2.VpcPeeringConnection => ({ ...connection, Tags: tagsOf(context, connection.VpcPeeringConnectionId) });

export function savePeering({ store }: OperationContext, connection: Ec2.VpcPeeringConnection): void {
  const id = connection.VpcPeeringConnectionId as string;
  for (const { OwnerId, Region } of [connection.RequesterVpcInfo as Side, connection.AccepterVpcInfo as Side]) {
    store.put(
      resourceKey({ account: OwnerId as string, region: Region as string }, "vpc-peering-connection", id),
      connection,
    );
  }
}

/** The connection in a state that allows the change, or a refusal. */
export function requirePeering(
  context: OperationContext,
  id: string | undefined,
  to: Ec2.VpcPeeringConnectionStateReasonCode,
  from: readonly Ec2.VpcPeeringConnectionStateReasonCode[],
): Ec2.VpcPeeringConnection {
  const connection = requireResource(context, "vpc-peering-connection", id);
  const code = connection.Status?.Code;
  if (code && from.includes(code)) return connection;
  throw new ServiceException(
    "InvalidStateTransition",
    `Invalid state transition for ${id}, attempted to transition from ${code} to ${to}`,
  );
}

/** What a side tells of itself: nothing of its addresses before the connection is accepted. */
export function sideOf(place: { readonly account: string; readonly region: string }, vpc: VpcRecord): Side {
  return {
    OwnerId: place.account,
    Region: place.region,
    VpcId: vpc.VpcId,
    CidrBlock: vpc.CidrBlock,
    CidrBlockSet: blocksOf(vpc).map((CidrBlock) => ({ CidrBlock })),
    ...(vpc.Ipv6CidrBlockAssociationSet?.length
      ? { Ipv6CidrBlockSet: vpc.Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => ({ Ipv6CidrBlock })) }
      : {}),
    PeeringOptions: {
      AllowDnsResolutionFromRemoteVpc: false,
      AllowEgressFromLocalClassicLinkToRemoteVpc: false,
      AllowEgressFromLocalVpcToRemoteClassicLink: false,
    },
  };
}

const blocksOf = ({ CidrBlockAssociationSet = [] }: Ec2.Vpc): string[] =>
  CidrBlockAssociationSet.map(({ CidrBlock }) => CidrBlock as string);

/** VPCs whose addresses overlap cannot be peers, and none is its own. */
export function canBePeers(one: VpcRecord, other: VpcRecord): boolean {
  const blocks = (vpc: VpcRecord) => blocksOf(vpc).flatMap((text) => parseBlock(text) ?? []);
  return one.VpcId !== other.VpcId && !blocks(one).some((mine) => blocks(other).some((its) => overlaps(mine, its)));
}
