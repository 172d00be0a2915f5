/** Tags of functions, mappings and code signing configurations: one map a resource, 50 tags. */
import { invalidParameter } from "./fault.ts";

const MOST = 50;

export function requireTags(tags: Readonly<Record<string, string>>): void {
  const keys = Object.keys(tags);
  if (keys.some((key) => key.toLowerCase().startsWith("aws:"))) {
    throw invalidParameter("Tag keys cannot start with the reserved prefix 'aws:'.");
  }
  if (keys.length > MOST) throw invalidParameter("Number of tags exceeds resource tag limit.");
}
