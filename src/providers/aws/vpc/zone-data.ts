import { defineDataSource } from "../framework/behaviour.ts";
import { given } from "../framework/given.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";
import { lookUpFilters, theOne } from "./lookup.ts";

export const awsAvailabilityZones = defineDataSource<VpcDataSources["aws_availability_zones"]>({
  title: "EC2 Availability Zones",
  async read(config, aws) {
    const { AvailabilityZones } = await aws.call("ec2", "DescribeAvailabilityZones", {
      AllAvailabilityZones: given(config.all_availability_zones),
      Filters: lookUpFilters({ state: config.state }, config),
    });
    const zones = [...(AvailabilityZones ?? [])]
      .sort((a, b) => ((a.ZoneName ?? "") < (b.ZoneName ?? "") ? -1 : 1))
      .filter((zone) => !config.exclude_names.includes(zone.ZoneName ?? ""))
      .filter((zone) => !config.exclude_zone_ids.includes(zone.ZoneId ?? ""));
    return {
      id: aws.region,
      group_names: [...new Set(zones.map((zone) => zone.GroupName ?? ""))],
      names: zones.map((zone) => zone.ZoneName ?? ""),
      zone_ids: zones.map((zone) => zone.ZoneId ?? ""),
    };
  },
});

export const awsAvailabilityZone = defineDataSource<VpcDataSources["aws_availability_zone"]>({
  title: "EC2 Availability Zone",
  async read(config, aws) {
    const { AvailabilityZones } = await aws.call("ec2", "DescribeAvailabilityZones", {
      AllAvailabilityZones: given(config.all_availability_zones),
      ZoneNames: given(config.name) === undefined ? undefined : [config.name ?? ""],
      ZoneIds: given(config.zone_id) === undefined ? undefined : [config.zone_id ?? ""],
      Filters: lookUpFilters({ state: config.state }, config),
    });
    const zone = theOne(AvailabilityZones, "EC2 Availability Zone");
    const name = zone.ZoneName ?? "";
    // What follows the region: "us-east-1a" has "a". In a local zone it is what follows the group.
    const stem = zone.ZoneType === "local-zone" ? zone.GroupName : zone.RegionName;
    return {
      id: name,
      group_name: zone.GroupName,
      name,
      name_suffix: name.slice((stem ?? "").length),
      network_border_group: zone.NetworkBorderGroup,
      opt_in_status: zone.OptInStatus,
      parent_zone_id: zone.ParentZoneId,
      parent_zone_name: zone.ParentZoneName,
      region: zone.RegionName,
      state: zone.State,
      zone_id: zone.ZoneId,
      zone_type: zone.ZoneType,
    };
  },
});
