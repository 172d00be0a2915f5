import { defineDataSource } from "../framework/behaviour.ts";
import type { MetaDataSources } from "../schema/meta-data.generated.ts";
import { partitionFacts } from "./partitions.ts";

export const awsPartition = defineDataSource<MetaDataSources["aws_partition"]>({
  title: "Partition",
  read(_, { partition }) {
    const { dnsSuffix, reverseDnsPrefix } = partitionFacts(partition);
    return { id: partition, partition, dns_suffix: dnsSuffix, reverse_dns_prefix: reverseDnsPrefix };
  },
});
