import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import type { MetaDataSources } from "../schema/meta-data.generated.ts";
import { partitionFacts, partitionOf } from "./partitions.ts";
import { REGIONS } from "./region-names.ts";

export const awsService = defineDataSource<MetaDataSources["aws_service"]>({
  title: "Service",
  read(config, aws) {
    const name = config.reverse_dns_name ?? config.dns_name?.split(".").reverse().join(".") ?? null;
    const parts = name?.split(".") ?? [];
    const service = parts.length > 0 ? parts.at(-1) : config.service_id;
    const region = parts.length > 1 ? parts.at(-2) : (config.region ?? aws.region);
    if (parts.length > 0 && !(String(region) in REGIONS)) throw new Refusal("finding Region", `couldn't find resource`);
    if (!service || !region) throw new Refusal("service ID not provided directly or through a DNS name");
    const partition = partitionOf(region);
    const prefix = parts.length > 2 ? parts.slice(0, -2).join(".") : partitionFacts(partition).reverseDnsPrefix;
    const reverse = `${prefix}.${region}.${service}`.toLowerCase();
    return {
      id: reverse,
      service_id: service,
      region,
      partition,
      reverse_dns_name: reverse,
      reverse_dns_prefix: prefix,
      dns_name: reverse.split(".").reverse().join("."),
      supported: true,
    };
  },
});
