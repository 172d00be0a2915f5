import type { OperationContext } from "../../cloud/operation.ts";
import { allResources, type NetworkInterfaceRecord } from "./resources.ts";

export function interfacesIn(context: OperationContext, subnetId: string | undefined): NetworkInterfaceRecord[] {
  return allResources(context, "network-interface").filter(({ SubnetId }) => SubnetId === subnetId);
}
