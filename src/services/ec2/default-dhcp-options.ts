/** The DHCP options that a region's VPCs have until they are given others. */
import type { OperationContext } from "../../cloud/operation.ts";
import { fixedId } from "./ids.ts";
import { findResource, saveResource } from "./resources.ts";

export function ensureDefaultDhcpOptions(context: OperationContext): string {
  const { account, region } = context;
  const id = fixedId("dopt", account, region, "default");
  if (!findResource(context, "dhcp-options", id)) {
    saveResource(context, "dhcp-options", id, {
      DhcpOptionsId: id,
      OwnerId: account,
      DhcpConfigurations: [
        {
          Key: "domain-name",
          Values: [{ Value: region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal` }],
        },
        { Key: "domain-name-servers", Values: [{ Value: "AmazonProvidedDNS" }] },
      ],
    });
  }
  return id;
}
