import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, everyPage, given, someEntries } from "../framework/given.ts";
import { chosenName, prefixOf } from "../framework/names.ts";
import type { LogsResources } from "../schema/logs.generated.ts";
import { logTags, retagLogs } from "./tags.ts";

export const awsCloudwatchLogGroup = defineResource<LogsResources["aws_cloudwatch_log_group"]>({
  title: "CloudWatch Logs Log Group",
  named: (planned) => planned.name,

  async create(planned, aws, keep) {
    const logGroupName = chosenName(aws, planned.name, planned.name_prefix);
    await aws.call("cloudwatch-logs", "CreateLogGroup", {
      logGroupName,
      kmsKeyId: given(planned.kms_key_id),
      logGroupClass: given(planned.log_group_class) as "STANDARD" | "INFREQUENT_ACCESS" | undefined,
      tags: someEntries(planned.tags_all),
    });
    keep(logGroupName);
    if (planned.retention_in_days)
      await aws.call("cloudwatch-logs", "PutRetentionPolicy", {
        logGroupName,
        retentionInDays: planned.retention_in_days,
      });
    return { id: logGroupName };
  },

  async read(state, aws) {
    const group = await findLogGroup(aws, state.id);
    if (!group) return undefined;
    const arn = group.arn?.replace(/:\*$/, "");
    return {
      arn,
      kms_key_id: group.kmsKeyId,
      log_group_class: group.logGroupClass,
      name: group.logGroupName,
      name_prefix: prefixOf(group.logGroupName),
      retention_in_days: group.retentionInDays,
      skip_destroy: state.skip_destroy,
      tags: await logTags(aws, arn),
    };
  },

  async update(planned, aws, prior) {
    const logGroupName = planned.id;
    if (differs(prior, planned, "retention_in_days")) {
      const retentionInDays = given(planned.retention_in_days);
      if (retentionInDays) await aws.call("cloudwatch-logs", "PutRetentionPolicy", { logGroupName, retentionInDays });
      else await aws.call("cloudwatch-logs", "DeleteRetentionPolicy", { logGroupName });
    }
    if (differs(prior, planned, "kms_key_id")) {
      const kmsKeyId = given(planned.kms_key_id);
      if (kmsKeyId) await aws.call("cloudwatch-logs", "AssociateKmsKey", { logGroupName, kmsKeyId });
      else await aws.call("cloudwatch-logs", "DisassociateKmsKey", { logGroupName });
    }
    await retagLogs(aws, prior, planned);
  },

  async delete(prior, aws) {
    if (prior.skip_destroy) return;
    await unless(
      aws.call("cloudwatch-logs", "DeleteLogGroup", { logGroupName: prior.id }),
      "ResourceNotFoundException",
    );
  },
});

export async function findLogGroup(aws: Aws, name: string) {
  const groups = await everyPage(
    (nextToken) => aws.call("cloudwatch-logs", "DescribeLogGroups", { logGroupNamePrefix: name, nextToken }),
    (answer) => answer.logGroups,
    (answer) => answer.nextToken,
  );
  return groups.find((group) => group.logGroupName === name);
}
