/** AWS's partitions: what their host names and service principals end in. */
interface Partition {
  readonly dnsSuffix: string;
  readonly reverseDnsPrefix: string;
}

const PARTITIONS: Readonly<Record<string, Partition>> = {
  aws: { dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
  "aws-cn": { dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" },
  "aws-us-gov": { dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
};

const COMMERCIAL: Partition = { dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };

export const partitionFacts = (partition: string): Partition => PARTITIONS[partition] ?? COMMERCIAL;

export const partitionOf = (region: string): string =>
  region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
