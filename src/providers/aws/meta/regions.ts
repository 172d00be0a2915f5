import { defineDataSource } from "../framework/behaviour.ts";
import { given } from "../framework/given.ts";
import type { MetaDataSources } from "../schema/meta-data.generated.ts";

export const awsRegions = defineDataSource<MetaDataSources["aws_regions"]>({
  title: "Regions",
  async read(config, aws) {
    const { Regions } = await aws.call("ec2", "DescribeRegions", {
      AllRegions: given(config.all_regions),
      Filters: config.filter.map(({ name, values }) => ({ Name: name, Values: [...values] })),
    });
    // Written on the newer framework: filters stay as they are given.
    return {
      id: aws.partition,
      filter: config.filter,
      names: (Regions ?? []).map((region) => region.RegionName ?? "").sort(),
    };
  },
});
