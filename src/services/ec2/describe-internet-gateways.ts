import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { tagsOf } from "./resource-tags.ts";

export const describeInternetGateways: Operation<typeof Ec2, "DescribeInternetGateways"> = (
  { InternetGatewayIds, ...request },
  context,
) => {
  const { items, next } = describeResources(
    context,
    "internet-gateway",
    { ids: InternetGatewayIds, ...request },
    fields,
  );
  return {
    InternetGateways: items.map((gateway) => ({ ...gateway, Tags: tagsOf(context, gateway.InternetGatewayId) })),
    ...next,
  };
};

const fields: FilterFields<Ec2.InternetGateway> = {
  "attachment.vpc-id": ({ Attachments }) => Attachments?.map(({ VpcId }) => VpcId),
  "attachment.state": ({ Attachments }) => Attachments?.map(({ State }) => State),
};
