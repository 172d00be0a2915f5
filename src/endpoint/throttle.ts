/** Token buckets by name: so many requests a second, so many at once. The cloud's clock fills them. */
import type { Cloud } from "../cloud/cloud.ts";
import { perCloud } from "./per-cloud.ts";

interface Bucket {
  tokens: number;
  at: number;
}

const buckets = perCloud(() => new Map<string, Bucket>());

export interface Rate {
  readonly rate: number;
  readonly burst: number;
}

/** Takes a token from the bucket; false when it is empty. */
export function takeToken(cloud: Cloud, name: string, { rate, burst }: Rate): boolean {
  const all = buckets(cloud);
  const now = cloud.clock.now();
  const bucket = all.get(name) ?? { tokens: burst, at: now };
  bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * rate);
  bucket.at = now;
  all.set(name, bucket);
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}
