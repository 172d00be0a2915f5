import { defineDataSource, defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, given } from "../framework/given.ts";
import { awsTime } from "../framework/time.ts";
import type { SfnResources } from "../schema/sfn.generated.ts";
import type { SfnDataSources } from "../schema/sfn-data.generated.ts";
import { periodLeftOut } from "./period-left-out.ts";
import { retagSfn, sfnTags, stepFunctionTags } from "./tags.ts";

export const awsSfnActivity = defineResource<SfnResources["aws_sfn_activity"]>({
  title: "Step Functions Activity",
  equivalent: { "encryption_configuration.kms_data_key_reuse_period_seconds": periodLeftOut },
  async create(planned, aws) {
    const [encryption] = planned.encryption_configuration;
    const { activityArn = "" } = await aws.call("sfn", "CreateActivity", {
      name: planned.name,
      tags: sfnTags(planned.tags_all),
      ...(encryption && {
        encryptionConfiguration: {
          type: (encryption.type ?? "AWS_OWNED_KEY") as "AWS_OWNED_KEY" | "CUSTOMER_MANAGED_KMS_KEY",
          kmsKeyId: given(encryption.kms_key_id),
          kmsDataKeyReusePeriodSeconds: given(encryption.kms_data_key_reuse_period_seconds),
        },
      }),
    });
    return { id: activityArn };
  },
  async read(state, aws) {
    const activity = await unless(
      aws.call("sfn", "DescribeActivity", { activityArn: state.id }),
      "ActivityDoesNotExist",
    );
    if (!activity) return undefined;
    const encryption = activity.encryptionConfiguration;
    return {
      creation_date: awsTime(activity.creationDate),
      encryption_configuration: encryption
        ? [
            {
              kms_data_key_reuse_period_seconds: encryption.kmsDataKeyReusePeriodSeconds,
              kms_key_id: encryption.kmsKeyId,
              type: encryption.type,
            },
          ]
        : [],
      name: activity.name ?? "",
      tags: await stepFunctionTags(aws, state.id),
    };
  },
  update: (planned, aws, prior) => retagSfn(aws, planned.id, prior.tags_all, planned.tags_all),
  async delete(prior, aws) {
    await unless(aws.call("sfn", "DeleteActivity", { activityArn: prior.id }), "ActivityDoesNotExist");
  },
});

export const awsSfnActivityData = defineDataSource<SfnDataSources["aws_sfn_activity"]>({
  title: "Step Functions Activity",
  async read({ name, arn }, aws) {
    if (!arn) {
      const all = await everyPage(
        (nextToken) => aws.call("sfn", "ListActivities", { nextToken }),
        (answer) => answer.activities,
        (answer) => answer.nextToken,
      );
      const [only, ...more] = all.filter((one) => one.name === name);
      if (!only || more.length > 0)
        throw new Refusal(`${only ? "more than one activity" : "no activity"} found with name: ${name}`);
      return {
        id: only.activityArn,
        arn: only.activityArn,
        name: only.name,
        creation_date: awsTime(only.creationDate),
      };
    }
    const activity = await aws.call("sfn", "DescribeActivity", { activityArn: arn });
    return { id: arn, arn, name: activity.name, creation_date: awsTime(activity.creationDate) };
  },
});
