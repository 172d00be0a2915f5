import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { invalidParameter } from "./fault.ts";
import { checkFilters, matchesFilters } from "./filters.ts";
import { zonesOf } from "./zones.ts";

export const describeAvailabilityZones: Operation<typeof Ec2, "DescribeAvailabilityZones"> = (
  { ZoneNames, ZoneIds, Filters },
  { region },
) => {
  checkFilters("availability-zone", Filters);
  const zones: Ec2.AvailabilityZone[] = zonesOf(region).map(({ name, id }) => ({
    RegionName: region,
    ZoneName: name,
    ZoneId: id,
    GroupName: `${region}-zg-1`,
    NetworkBorderGroup: region,
    ZoneType: "availability-zone",
    OptInStatus: "opt-in-not-required",
    State: "available",
    Messages: [],
  }));
  const unknownName = ZoneNames?.find((name) => !zones.some(({ ZoneName }) => ZoneName === name));
  if (unknownName !== undefined) throw invalidParameter(`Invalid availability zone: [${unknownName}]`);
  const unknownId = ZoneIds?.find((id) => !zones.some(({ ZoneId }) => ZoneId === id));
  if (unknownId !== undefined) throw invalidParameter(`Invalid availability zone-id: [${unknownId}]`);
  return {
    AvailabilityZones: zones.filter(
      (zone) =>
        (!ZoneNames?.length || ZoneNames.includes(zone.ZoneName ?? "")) &&
        (!ZoneIds?.length || ZoneIds.includes(zone.ZoneId ?? "")) &&
        matchesFilters(zone, [], Filters, {}),
    ),
  };
};
