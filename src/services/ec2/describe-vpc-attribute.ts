import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { missingParameter } from "./fault.ts";
import { requireResource } from "./resources.ts";

export const describeVpcAttribute: Operation<typeof Ec2, "DescribeVpcAttribute"> = ({ VpcId, Attribute }, context) => {
  const { attributes } = requireResource(context, "vpc", VpcId);
  switch (Attribute) {
    case "enableDnsSupport":
      return { VpcId, EnableDnsSupport: { Value: attributes.enableDnsSupport } };
    case "enableDnsHostnames":
      return { VpcId, EnableDnsHostnames: { Value: attributes.enableDnsHostnames } };
    case "enableNetworkAddressUsageMetrics":
      return { VpcId, EnableNetworkAddressUsageMetrics: { Value: attributes.enableNetworkAddressUsageMetrics } };
    default:
      throw missingParameter("attribute");
  }
};
