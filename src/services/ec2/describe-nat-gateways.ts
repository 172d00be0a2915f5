import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import { tagsOf } from "./resource-tags.ts";
import { allResources, removeResource } from "./resources.ts";

export const describeNatGateways: Operation<typeof Ec2, "DescribeNatGateways"> = (
  { NatGatewayIds, Filter, MaxResults, NextToken },
  context,
) => {
  forgetDeleted(context);
  const { items, next } = describeResources(context, "natgateway", {
    ids: NatGatewayIds,
    Filters: Filter,
    MaxResults,
    NextToken,
  });
  return {
    NatGateways: items.map((gateway) => ({ ...gateway, Tags: tagsOf(context, gateway.NatGatewayId) })),
    ...next,
  };
};

// How long EC2 still tells of a NAT gateway that is gone.
const REMEMBERED = 60 * 60 * 1000;

function forgetDeleted(context: OperationContext): void {
  for (const { NatGatewayId = "", DeleteTime } of allResources(context, "natgateway")) {
    if (DeleteTime && DeleteTime.getTime() + REMEMBERED < context.clock.now()) {
      removeResource(context, "natgateway", NatGatewayId);
    }
  }
}
