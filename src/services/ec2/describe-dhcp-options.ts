import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { tagsOf } from "./resource-tags.ts";

export const describeDhcpOptions: Operation<typeof Ec2, "DescribeDhcpOptions"> = (
  { DhcpOptionsIds, ...request },
  context,
) => {
  const { items, next } = describeResources(context, "dhcp-options", { ids: DhcpOptionsIds, ...request }, fields);
  return {
    DhcpOptions: items.map((options) => ({ ...options, Tags: tagsOf(context, options.DhcpOptionsId) })),
    ...next,
  };
};

const fields: FilterFields<Ec2.DhcpOptions> = {
  key: ({ DhcpConfigurations }) => DhcpConfigurations?.map(({ Key }) => Key),
  value: ({ DhcpConfigurations }) => DhcpConfigurations?.flatMap(({ Values = [] }) => Values.map(({ Value }) => Value)),
};
