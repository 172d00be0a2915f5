import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import { tagsOf } from "./resource-tags.ts";
import { findResource } from "./resources.ts";

export const describeEgressOnlyInternetGateways: Operation<typeof Ec2, "DescribeEgressOnlyInternetGateways"> = (
  { EgressOnlyInternetGatewayIds, ...request },
  context,
) => {
  const kind = "egress-only-internet-gateway";
  // An unknown id is no error here: the answer is empty.
  const ids = EgressOnlyInternetGatewayIds?.filter((id) => findResource(context, kind, id));
  if (EgressOnlyInternetGatewayIds?.length && ids?.length === 0) return { EgressOnlyInternetGateways: [] };
  const { items, next } = describeResources(context, kind, { ids, ...request });
  return {
    EgressOnlyInternetGateways: items.map((gateway) => ({
      ...gateway,
      Tags: tagsOf(context, gateway.EgressOnlyInternetGatewayId),
    })),
    ...next,
  };
};
