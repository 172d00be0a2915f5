import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { peeringDetail } from "./peering-connections.ts";

export const describeVpcPeeringConnections: Operation<typeof Ec2, "DescribeVpcPeeringConnections"> = (
  { VpcPeeringConnectionIds, ...request },
  context,
) => {
  const asked = { ids: VpcPeeringConnectionIds, ...request };
  const { items, next } = describeResources(context, "vpc-peering-connection", asked, fields);
  return { VpcPeeringConnections: items.map((connection) => peeringDetail(context, connection)), ...next };
};

const fields: FilterFields<Ec2.VpcPeeringConnection> = {
  "accepter-vpc-info.cidr-block": ({ AccepterVpcInfo }) => AccepterVpcInfo?.CidrBlock,
  "accepter-vpc-info.owner-id": ({ AccepterVpcInfo }) => AccepterVpcInfo?.OwnerId,
  "accepter-vpc-info.vpc-id": ({ AccepterVpcInfo }) => AccepterVpcInfo?.VpcId,
  "expiration-time": ({ ExpirationTime }) => ExpirationTime?.toISOString(),
  "requester-vpc-info.cidr-block": ({ RequesterVpcInfo }) => RequesterVpcInfo?.CidrBlock,
  "requester-vpc-info.owner-id": ({ RequesterVpcInfo }) => RequesterVpcInfo?.OwnerId,
  "requester-vpc-info.vpc-id": ({ RequesterVpcInfo }) => RequesterVpcInfo?.VpcId,
  "status-code": ({ Status }) => Status?.Code,
  "status-message": ({ Status }) => Status?.Message,
};
