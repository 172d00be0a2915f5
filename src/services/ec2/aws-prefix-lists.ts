/** The prefix lists that AWS keeps for the services gateway endpoints lead to. */
import { derivedId, lowerHexadecimal } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { PrefixListRecord } from "./resources.ts";

interface AwsPrefixList {
  readonly id: string;
  readonly name: string;
  readonly cidrs: readonly string[];
}

// Ids that AWS gives in the region most often used; the others are derived.
const KNOWN_IDS: Readonly<Record<string, string>> = {
  "us-east-1 s3": "pl-63a5400a",
  "us-east-1 dynamodb": "pl-02cd2c6b",
};

const CIDRS: Readonly<Record<string, readonly string[]>> = {
  s3: ["18.34.0.0/19", "52.216.0.0/15", "54.231.0.0/16"],
  dynamodb: ["3.218.180.0/22", "52.94.0.0/22", "52.119.224.0/20"],
};

export function awsPrefixLists(region: string): AwsPrefixList[] {
  return Object.entries(CIDRS).map(([service, cidrs]) => ({
    id: KNOWN_IDS[`${region} ${service}`] ?? `pl-${derivedId(8, lowerHexadecimal, "prefix-list", region, service)}`,
    name: `com.amazonaws.${region}.${service}`,
    cidrs,
  }));
}

/** As a managed prefix list that AWS owns. */
export function awsManagedList({ partition, region }: OperationContext, list: AwsPrefixList): PrefixListRecord {
  return {
    PrefixListId: list.id,
    PrefixListName: list.name,
    PrefixListArn: `arn:${partition}:ec2:${region}:aws:prefix-list/${list.id}`,
    AddressFamily: "IPv4",
    OwnerId: "AWS",
    State: "create-complete",
    history: { 1: list.cidrs.map((Cidr) => ({ Cidr })) },
  };
}
