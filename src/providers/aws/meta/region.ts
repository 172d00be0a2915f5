import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import type { MetaDataSources } from "../schema/meta-data.generated.ts";
import { partitionFacts, partitionOf } from "./partitions.ts";
import { REGIONS } from "./region-names.ts";

export const awsRegion = defineDataSource<MetaDataSources["aws_region"]>({
  title: "Region",
  read({ name, endpoint }, aws) {
    const byEndpoint =
      endpoint === null ? undefined : Object.keys(REGIONS).find((region) => endpointOf(region) === endpoint);
    if (endpoint !== null && byEndpoint === undefined)
      throw new Refusal(`finding Region by endpoint (${endpoint})`, "couldn't find resource");
    if (name !== null && !(name in REGIONS))
      throw new Refusal(`finding Region by name (${name})`, "couldn't find resource");
    if (name !== null && byEndpoint !== undefined && name !== byEndpoint)
      throw new Refusal("multiple Regions matched. Use additional constraints to reduce matches to a single Region");
    const region = name ?? byEndpoint ?? aws.region;
    return { id: region, name: region, endpoint: endpointOf(region), description: REGIONS[region] ?? "" };
  },
});

const endpointOf = (region: string): string => `ec2.${region}.${partitionFacts(partitionOf(region)).dnsSuffix}`;
