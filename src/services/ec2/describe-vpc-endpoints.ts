import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { endpointDetail } from "./vpc-endpoints.ts";

export const describeVpcEndpoints: Operation<typeof Ec2, "DescribeVpcEndpoints"> = (
  { VpcEndpointIds, ...request },
  context,
) => {
  const { items, next } = describeResources(context, "vpc-endpoint", { ids: VpcEndpointIds, ...request }, fields);
  return { VpcEndpoints: items.map((endpoint) => endpointDetail(context, endpoint)), ...next };
};

const fields: FilterFields<Ec2.VpcEndpoint> = {
  "vpc-endpoint-state": ({ State }) => State,
};
