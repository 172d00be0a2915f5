import { defineDataSource } from "../framework/behaviour.ts";
import type { MetaDataSources } from "../schema/meta-data.generated.ts";

export const awsArn = defineDataSource<MetaDataSources["aws_arn"]>({
  title: "ARN",
  read({ arn }) {
    const [, partition, service, region, account, ...resource] = arn.split(":");
    return { id: arn, partition, service, region, account, resource: resource.join(":") };
  },
});
