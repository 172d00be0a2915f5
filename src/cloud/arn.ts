/** Amazon Resource Names: arn:partition:service:region:account:resource. */
import { partitionOf } from "./regions.ts";

export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for resources of no region. */
  readonly region: string;
  /** Empty for resources of no account, such as AWS's own. */
  readonly account: string;
  /** Everything behind the fifth colon, colons and slashes included. */
  readonly resource: string;
}

export function formatArn({ partition, service, region, account, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The ARN of a resource of one account and region, in that region's partition. */
export function regionalArn(
  service: string,
  { account, region }: { readonly account: string; readonly region: string },
  resource: string,
): string {
  return formatArn({ partition: partitionOf(region), service, region, account, resource });
}

/** Undefined for what is no ARN. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text);
  if (!match) return undefined;
  const [, partition, service, region, account, resource] = match;
  return { partition: partition!, service: service!, region: region!, account: account!, resource: resource! };
}
