import { defineDataSource } from "../framework/behaviour.ts";
import { everyPage, given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";
import { lookUpFilters, theOne } from "./lookup.ts";
import { prefixListEntries } from "./managed-prefix-list.ts";

export const awsPrefixList = defineDataSource<VpcDataSources["aws_prefix_list"]>({
  title: "EC2 Prefix List",
  async read(config, aws) {
    const { PrefixLists } = await aws.call("ec2", "DescribePrefixLists", {
      PrefixListIds: given(config.prefix_list_id) === undefined ? undefined : [config.prefix_list_id ?? ""],
      Filters: lookUpFilters({ "prefix-list-name": config.name }, config),
    });
    const list = theOne(PrefixLists, "EC2 Prefix List");
    return { id: list.PrefixListId, cidr_blocks: [...(list.Cidrs ?? [])].sort(), name: list.PrefixListName };
  },
});

export const awsEc2ManagedPrefixListData = defineDataSource<VpcDataSources["aws_ec2_managed_prefix_list"]>({
  title: "EC2 Managed Prefix List",
  async read(config, aws) {
    const lists = await everyPage(
      (NextToken) =>
        aws.call("ec2", "DescribeManagedPrefixLists", {
          PrefixListIds: given(config.id) === undefined ? undefined : [config.id ?? ""],
          Filters: lookUpFilters({ "prefix-list-name": config.name }, config),
          NextToken,
        }),
      (answer) => answer.PrefixLists,
      (answer) => answer.NextToken,
    );
    const list = theOne(lists, "EC2 Managed Prefix List");
    return {
      id: list.PrefixListId,
      address_family: list.AddressFamily,
      arn: list.PrefixListArn,
      entries: await prefixListEntries(aws, list.PrefixListId ?? ""),
      max_entries: list.MaxEntries,
      name: list.PrefixListName,
      owner_id: list.OwnerId,
      version: list.Version,
      tags: tagMap(list.Tags),
    };
  },
});
