import { expect, test } from "vitest";
import { canonicalIpv6, providedIpv6Block } from "./cidr.ts";

// What `cidrsubnet` makes of such a block is compared with what EC2 tells, so both have to write it alike.
test("Amazon's IPv6 blocks are written without leading zeros", () => {
  const blocks = Array.from({ length: 500 }, (_, at) => providedIpv6Block(`vpc-${at}`));
  expect(blocks.filter((block) => /:0[0-9a-f]+|:0$/.test(block))).toEqual([]);
  expect(blocks.every((block) => /^2600:1f[0-9a-f]{2}(:[0-9a-f]{1,4}){0,2}::\/56$/.test(block))).toBe(true);
});

test("canonical addresses", () => {
  expect(canonicalIpv6("2600:1F18:0a0b:0000:0:0:0:1")).toBe("2600:1f18:a0b::1");
});
