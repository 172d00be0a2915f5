import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource } from "./resources.ts";

export const modifyVpcAttribute: Operation<typeof Ec2, "ModifyVpcAttribute"> = (input, context) => {
  const vpc = requireResource(context, "vpc", input.VpcId);
  const { attributes } = vpc;
  saveResource(context, "vpc", vpc.VpcId, {
    ...vpc,
    attributes: {
      enableDnsSupport: input.EnableDnsSupport?.Value ?? attributes.enableDnsSupport,
      enableDnsHostnames: input.EnableDnsHostnames?.Value ?? attributes.enableDnsHostnames,
      enableNetworkAddressUsageMetrics:
        input.EnableNetworkAddressUsageMetrics?.Value ?? attributes.enableNetworkAddressUsageMetrics,
    },
  });
  return {};
};
