/** The addresses that AWS publishes: asked of AWS itself, or of another place that `url` names. */
import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import type { MetaDataSources } from "../schema/meta-data.generated.ts";

interface Published {
  readonly syncToken: string;
  readonly createDate: string;
  readonly prefixes: readonly { readonly ip_prefix: string; readonly region: string; readonly service: string }[];
  readonly ipv6_prefixes: readonly {
    readonly ipv6_prefix: string;
    readonly region: string;
    readonly service: string;
  }[];
}

const PUBLISHED_AT = "https://ip-ranges.amazonaws.com/ip-ranges.json";

export const awsIpRanges = defineDataSource<MetaDataSources["aws_ip_ranges"]>({
  title: "IP Ranges",
  async read(config, aws) {
    const url = config.url ?? PUBLISHED_AT;
    const published = await download(url, aws.signal);
    const wanted = (list: readonly string[]) => new Set(list.map((one) => one.toLowerCase()));
    const [regions, services] = [wanted(config.regions), wanted(config.services)];
    const isWanted = (one: { readonly region: string; readonly service: string }): boolean =>
      (regions.size === 0 || regions.has(one.region.toLowerCase())) && services.has(one.service.toLowerCase());
    const four = published.prefixes.filter(isWanted).map((one) => one.ip_prefix);
    const six = published.ipv6_prefixes.filter(isWanted).map((one) => one.ipv6_prefix);
    return {
      id: published.syncToken,
      cidr_blocks: four.sort(),
      create_date: published.createDate,
      ipv6_cidr_blocks: six.sort(),
      sync_token: Number(published.syncToken),
      url,
    };
  },
});

async function download(url: string, signal: AbortSignal): Promise<Published> {
  try {
    const answer = await fetch(url, { signal });
    return (await answer.json()) as Published;
  } catch (error) {
    const { cause } = error as { readonly cause?: unknown };
    const reason = cause instanceof Error ? cause.message : String(error);
    throw new Refusal(`downloading IP ranges: Get ${JSON.stringify(url)}: ${reason}`);
  }
}
