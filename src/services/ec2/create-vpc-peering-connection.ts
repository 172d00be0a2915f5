import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { newId } from "./ids.ts";
import { canBePeers, peeringDetail, savePeering, sideOf } from "./peering-connections.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import { requireResource, resourceKey, type VpcRecord } from "./resources.ts";

const WEEK = 7 * 24 * 3_600_000;

export const createVpcPeeringConnection: Operation<typeof Ec2, "CreateVpcPeeringConnection"> = (input, context) => {
  const tags = requestedTags(input.TagSpecifications, "vpc-peering-connection");
  const vpc = requireResource(context, "vpc", input.VpcId);
  const peer = { account: input.PeerOwnerId ?? context.account, region: input.PeerRegion ?? context.region };
  const PeerVpcId = input.PeerVpcId ?? "";
  const other = context.store.get<VpcRecord>(resourceKey(peer, "vpc", PeerVpcId));
  const possible = other !== undefined && canBePeers(vpc, other);
  const id = newId("pcx");
  const connection: Ec2.VpcPeeringConnection = {
    VpcPeeringConnectionId: id,
    RequesterVpcInfo: sideOf(context, vpc),
    AccepterVpcInfo: { OwnerId: peer.account, Region: peer.region, VpcId: PeerVpcId },
    ExpirationTime: new Date(context.clock.now() + WEEK),
    Status: possible
      ? { Code: "pending-acceptance", Message: `Pending Acceptance by ${peer.account}` }
      : {
          Code: "failed",
          Message: "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
        },
  };
  savePeering(context, connection);
  addTags(context, id, tags);
  const started = { Code: "initiating-request", Message: `Initiating Request to ${peer.account}` } as const;
  return { VpcPeeringConnection: { ...peeringDetail(context, connection), Status: started } };
};
