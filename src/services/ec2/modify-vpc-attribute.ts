import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { requireResource, saveResource } from "./resources.ts";

/** One at a time. Source: the API reference; the sentence as EC2's users report it. */
const ATTRIBUTES = ["EnableDnsHostnames", "EnableDnsSupport", "EnableNetworkAddressUsageMetrics"] as const;

export const modifyVpcAttribute: Operation<typeof Ec2, "ModifyVpcAttribute"> = (input, context) => {
  const vpc = requireResource(context, "vpc", input.VpcId);
  const named = ATTRIBUTES.filter((name) => input[name] !== undefined);
  if (named.length > 1) {
    const names = named.map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    throw new ServiceException(
      "InvalidParameterCombination",
      `Fields for multiple attribute types specified: ${names.join(", ")}`,
    );
  }
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
