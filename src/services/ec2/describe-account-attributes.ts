import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { allResources } from "./resources.ts";

export const describeAccountAttributes: Operation<typeof Ec2, "DescribeAccountAttributes"> = (
  { AttributeNames },
  context,
) => {
  const defaultVpc = allResources(context, "vpc").find(({ IsDefault }) => IsDefault)?.VpcId ?? "none";
  const attributes: Readonly<Record<string, readonly string[]>> = {
    "supported-platforms": ["VPC"],
    "default-vpc": [defaultVpc],
    "max-instances": ["20"],
    "vpc-max-security-groups-per-interface": ["5"],
    "max-elastic-ips": ["5"],
    "vpc-max-elastic-ips": ["5"],
  };
  return {
    AccountAttributes: Object.entries(attributes)
      .filter(([name]) => !AttributeNames?.length || (AttributeNames as readonly string[]).includes(name))
      .map(([AttributeName, values]) => ({
        AttributeName,
        AttributeValues: values.map((AttributeValue) => ({ AttributeValue })),
      })),
  };
};
