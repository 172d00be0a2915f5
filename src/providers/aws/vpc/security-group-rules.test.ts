import { expect, test } from "vitest";
import { descriptionFound } from "./security-group-rules.ts";

const RULE = {
  cidr_blocks: ["0.0.0.0/0"],
  description: "all",
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  security_groups: [],
  self: false,
};
const FOUND = [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0", Description: "all" }] }];

// Published modules write -1 for the ports of all protocols; EC2 answers with no ports at all.
test.each([-1, 0])("a rule for all protocols is found, whatever its ports: %d", (port) => {
  const rule = { ...RULE, protocol: "-1", from_port: port, to_port: port };
  expect(descriptionFound(FOUND, rule, "sg-1", "111111111111")).toBe("all");
});

test("ports of one protocol count", () => {
  const rule = { ...RULE, protocol: "tcp", from_port: 80, to_port: 80 };
  const found = [{ IpProtocol: "tcp", FromPort: 81, ToPort: 81, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }];
  expect(descriptionFound(found, rule, "sg-1", "111111111111")).toBeUndefined();
});
