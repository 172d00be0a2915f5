/** AWS's partitions with their regions and the regions' names, as AWS publishes them in its endpoint data. */
interface Partition {
  readonly name: string;
  readonly dnsSuffix: string;
  readonly regions: Readonly<Record<string, string>>;
}

export const defaultAccount = "000000000000";
export const defaultRegion = "us-east-1";

export const partitions: readonly Partition[] = [
  {
    name: "aws",
    dnsSuffix: "amazonaws.com",
    regions: {
      "af-south-1": "Africa (Cape Town)",
      "ap-east-1": "Asia Pacific (Hong Kong)",
      "ap-east-2": "Asia Pacific (Taipei)",
      "ap-northeast-1": "Asia Pacific (Tokyo)",
      "ap-northeast-2": "Asia Pacific (Seoul)",
      "ap-northeast-3": "Asia Pacific (Osaka)",
      "ap-south-1": "Asia Pacific (Mumbai)",
      "ap-south-2": "Asia Pacific (Hyderabad)",
      "ap-southeast-1": "Asia Pacific (Singapore)",
      "ap-southeast-2": "Asia Pacific (Sydney)",
      "ap-southeast-3": "Asia Pacific (Jakarta)",
      "ap-southeast-4": "Asia Pacific (Melbourne)",
      "ap-southeast-5": "Asia Pacific (Malaysia)",
      "ap-southeast-6": "Asia Pacific (New Zealand)",
      "ap-southeast-7": "Asia Pacific (Thailand)",
      "ca-central-1": "Canada (Central)",
      "ca-west-1": "Canada West (Calgary)",
      "eu-central-1": "Europe (Frankfurt)",
      "eu-central-2": "Europe (Zurich)",
      "eu-north-1": "Europe (Stockholm)",
      "eu-south-1": "Europe (Milan)",
      "eu-south-2": "Europe (Spain)",
      "eu-west-1": "Europe (Ireland)",
      "eu-west-2": "Europe (London)",
      "eu-west-3": "Europe (Paris)",
      "il-central-1": "Israel (Tel Aviv)",
      "me-central-1": "Middle East (UAE)",
      "me-south-1": "Middle East (Bahrain)",
      "mx-central-1": "Mexico (Central)",
      "sa-east-1": "South America (Sao Paulo)",
      "us-east-1": "US East (N. Virginia)",
      "us-east-2": "US East (Ohio)",
      "us-west-1": "US West (N. California)",
      "us-west-2": "US West (Oregon)",
    },
  },
  {
    name: "aws-cn",
    dnsSuffix: "amazonaws.com.cn",
    regions: {
      "cn-north-1": "China (Beijing)",
      "cn-northwest-1": "China (Ningxia)",
    },
  },
  {
    name: "aws-us-gov",
    dnsSuffix: "amazonaws.com",
    regions: {
      "us-gov-east-1": "AWS GovCloud (US-East)",
      "us-gov-west-1": "AWS GovCloud (US-West)",
    },
  },
];

/** A region nobody knows belongs to the standard partition, as the SDKs decide by the name's form. */
export function partitionOf(region: string): "aws" | "aws-cn" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
