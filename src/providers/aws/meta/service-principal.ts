import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import type { MetaDataSources } from "../schema/meta-data.generated.ts";
import { partitionFacts, partitionOf } from "./partitions.ts";
import { REGIONS } from "./region-names.ts";

/** Services whose principals end in the suffix of their partition, by partition; all others end in amazonaws.com. */
const LOCAL: Readonly<Record<string, ReadonlySet<string>>> = {
  "aws-cn": new Set(["codedeploy", "elasticmapreduce", "logs"]),
};

export const awsServicePrincipal = defineDataSource<MetaDataSources["aws_service_principal"]>({
  title: "Service Principal",
  read({ service_name, region: wanted }, aws) {
    const region = wanted ?? aws.region;
    if (!(region in REGIONS)) throw new Refusal(`finding Region using name (${region})`, "couldn't find resource");
    const partition = partitionOf(region);
    const suffix = LOCAL[partition]?.has(service_name) ? partitionFacts(partition).dnsSuffix : "amazonaws.com";
    return { id: `${service_name}.${region}.${suffix}`, name: `${service_name}.${suffix}`, suffix, region };
  },
});
