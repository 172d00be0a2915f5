/** Data sources of the provider itself: one line each, imported when it is first used. */
import type { DataBehaviour } from "../framework/behaviour.ts";
import type { MetaDataSources } from "../schema/meta-data.generated.ts";

export const META_DATA_SOURCES: {
  readonly [Name in keyof MetaDataSources]?: () => Promise<DataBehaviour<MetaDataSources[Name]>>;
} = {
  aws_arn: async () => (await import("./arn.ts")).awsArn,
  aws_default_tags: async () => (await import("./default-tags.ts")).awsDefaultTags,
  aws_ip_ranges: async () => (await import("./ip-ranges.ts")).awsIpRanges,
  aws_partition: async () => (await import("./partition.ts")).awsPartition,
  aws_region: async () => (await import("./region.ts")).awsRegion,
  aws_regions: async () => (await import("./regions.ts")).awsRegions,
  aws_service: async () => (await import("./service.ts")).awsService,
  aws_service_principal: async () => (await import("./service-principal.ts")).awsServicePrincipal,
};
