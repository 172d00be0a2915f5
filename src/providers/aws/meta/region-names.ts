/** AWS's regions as the provider's SDK describes them: its endpoint data is a little older than ours. */
import { partitions } from "../../../cloud/regions.ts";

const LATER_THAN_THE_PROVIDER: ReadonlySet<string> = new Set(["ap-southeast-6"]);

export const REGIONS: Readonly<Record<string, string>> = Object.fromEntries(
  partitions.flatMap(({ regions }) => Object.entries(regions)).filter(([name]) => !LATER_THAN_THE_PROVIDER.has(name)),
);
