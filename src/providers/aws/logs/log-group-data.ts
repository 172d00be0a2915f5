import { defineDataSource } from "../framework/behaviour.ts";
import { everyPage, given } from "../framework/given.ts";
import type { LogsDataSources } from "../schema/logs-data.generated.ts";
import { findLogGroup } from "./log-group.ts";
import { logTags } from "./tags.ts";

export const awsCloudwatchLogGroupData = defineDataSource<LogsDataSources["aws_cloudwatch_log_group"]>({
  title: "CloudWatch Logs Log Group",
  beginning: ({ name }) => `reading CloudWatch Logs Log Group (${name})`,
  async read({ name }, aws) {
    const group = await findLogGroup(aws, name);
    if (!group) throw new Error("empty result");
    const arn = group.arn?.replace(/:\*$/, "");
    return {
      id: name,
      arn,
      creation_time: group.creationTime,
      kms_key_id: group.kmsKeyId,
      log_group_class: group.logGroupClass,
      retention_in_days: group.retentionInDays,
      tags: await logTags(aws, arn),
    };
  },
});

export const awsCloudwatchLogGroups = defineDataSource<LogsDataSources["aws_cloudwatch_log_groups"]>({
  title: "CloudWatch Logs Log Groups",
  async read({ log_group_name_prefix }, aws) {
    const groups = await everyPage(
      (nextToken) =>
        aws.call("cloudwatch-logs", "DescribeLogGroups", {
          logGroupNamePrefix: given(log_group_name_prefix),
          nextToken,
        }),
      (answer) => answer.logGroups,
      (answer) => answer.nextToken,
    );
    return {
      id: aws.region,
      arns: groups.map((group) => (group.arn ?? "").replace(/:\*$/, "")),
      log_group_names: groups.map((group) => group.logGroupName ?? ""),
    };
  },
});
