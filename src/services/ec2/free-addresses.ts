import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { freeAddress } from "./subnets.ts";

/** Several free addresses of a subnet at once. */
export function freeAddresses(
  context: OperationContext,
  subnet: Ec2.Subnet,
  count: number,
  alsoTaken: readonly string[],
): string[] {
  const found: string[] = [];
  while (found.length < count) found.push(freeAddress(context, subnet, [...alsoTaken, ...found]));
  return found;
}
