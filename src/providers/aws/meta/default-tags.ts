import { defineDataSource } from "../framework/behaviour.ts";
import type { MetaDataSources } from "../schema/meta-data.generated.ts";

export const awsDefaultTags = defineDataSource<MetaDataSources["aws_default_tags"]>({
  title: "Default Tags",
  read: (_, aws) => ({ id: aws.partition, tags: aws.tags.defaults }),
});
