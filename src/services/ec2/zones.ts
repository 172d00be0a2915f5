/** The availability zones of a region; regions that the table does not know get three. */
import { invalidParameter } from "./fault.ts";
import { zonesByRegion } from "./zones-table.ts";

export interface Zone {
  readonly name: string;
  readonly id: string;
}

export function zonesOf(region: string): Zone[] {
  const known = zonesByRegion[region];
  const prefix = known?.prefix ?? region.replace(/-(\w)\w*-/, "$1");
  return (known?.zones ?? "a1 b2 c3")
    .split(" ")
    .map((zone) => ({ name: region + zone.slice(0, 1), id: `${prefix}-az${zone.slice(1)}` }));
}

export function requireZone(region: string, name: string | undefined, id: string | undefined): Zone {
  const zones = zonesOf(region);
  const zone = zones.find((one) => (name === undefined ? one.id === id : one.name === name));
  if (zone) return zone;
  const valid = zones.map((one) => (name === undefined ? one.id : one.name)).join(", ");
  throw invalidParameter(
    name === undefined
      ? `Value (${id}) for parameter availabilityZoneId is invalid. Subnets can currently only be created in the following availability zones: ${valid}.`
      : `Value (${name}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${valid}.`,
  );
}
