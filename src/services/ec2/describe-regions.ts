import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { partitions } from "../../cloud/regions.ts";
import { invalidParameter } from "./fault.ts";
import { checkFilters, matchesFilters } from "./filters.ts";

export const describeRegions: Operation<typeof Ec2, "DescribeRegions"> = (
  { RegionNames, Filters, AllRegions },
  { region },
) => {
  checkFilters("region", Filters);
  const partition = partitions.find(({ regions }) => region in regions) ?? partitions[0];
  const names = Object.keys(partition?.regions ?? {});
  const unknown = RegionNames?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw invalidParameter(`Invalid region: ${unknown}`);
  const regions = names.map((name) => ({
    RegionName: name,
    Endpoint: `ec2.${name}.${partition?.dnsSuffix}`,
    OptInStatus: ENABLED_BY_DEFAULT.has(name) ? "opt-in-not-required" : "not-opted-in",
  }));
  return {
    Regions: regions.filter(
      (one) =>
        (AllRegions || one.OptInStatus === "opt-in-not-required" || one.RegionName === region) &&
        (!RegionNames?.length || RegionNames.includes(one.RegionName)) &&
        matchesFilters(one, [], Filters, {}),
    ),
  };
};

// The regions that every account has from the start; the others must be enabled first.
const ENABLED_BY_DEFAULT = new Set([
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "cn-north-1",
  "cn-northwest-1",
  "us-gov-east-1",
  "us-gov-west-1",
]);
