import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { invalidParameter } from "./fault.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags, tagsOf } from "./resource-tags.ts";
import { saveResource } from "./resources.ts";

const KNOWN = new Set([
  "domain-name-servers",
  "domain-name",
  "ntp-servers",
  "netbios-name-servers",
  "netbios-node-type",
  "ipv6-address-preferred-lease-time",
]);

export const createDhcpOptions: Operation<typeof Ec2, "CreateDhcpOptions"> = (
  { DhcpConfigurations = [], TagSpecifications },
  context,
) => {
  const tags = requestedTags(TagSpecifications, "dhcp-options");
  const unknown = DhcpConfigurations.find(({ Key }) => !KNOWN.has(Key ?? ""));
  if (unknown) {
    throw invalidParameter(`Value (${unknown.Key}) for parameter name is invalid. Unknown DHCP option`);
  }
  const id = newId("dopt");
  const options: Ec2.DhcpOptions = {
    DhcpOptionsId: id,
    OwnerId: context.account,
    DhcpConfigurations: DhcpConfigurations.map(({ Key, Values = [] }) => ({
      Key,
      Values: Values.flatMap((value) => value.split(",")).map((value) => ({ Value: value.trim() })),
    })),
  };
  saveResource(context, "dhcp-options", id, options);
  addTags(context, id, tags);
  return { DhcpOptions: { ...options, Tags: tagsOf(context, id) } };
};
