import type { Event, FilterRule, NotificationConfiguration, NotificationConfigurationFilter } from "@aws-sdk/client-s3";
import { given } from "../framework/given.ts";
import { uniqueName } from "../framework/names.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { bucketPart } from "./part.ts";

type Notification = S3Resources["aws_s3_bucket_notification"];

export const awsS3BucketNotification = bucketPart<Notification>({
  title: "S3 Bucket Notification",
  absent: "NoSuchBucket",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketNotificationConfiguration", { ...bucket, NotificationConfiguration: input(planned) }),
  async found(aws, bucket) {
    const found = await aws.call("s3", "GetBucketNotificationConfiguration", bucket);
    return {
      eventbridge: found.EventBridgeConfiguration !== undefined,
      lambda_function: (found.LambdaFunctionConfigurations ?? []).map((one) => ({
        ...targetFound(one),
        lambda_function_arn: one.LambdaFunctionArn,
      })),
      queue: (found.QueueConfigurations ?? []).map((one) => ({ ...targetFound(one), queue_arn: one.QueueArn })),
      topic: (found.TopicConfigurations ?? []).map((one) => ({ ...targetFound(one), topic_arn: one.TopicArn })),
    };
  },
  remove: (aws, bucket) =>
    aws.call("s3", "PutBucketNotificationConfiguration", { ...bucket, NotificationConfiguration: {} }),
});

function input(planned: Notification): NotificationConfiguration {
  return {
    ...(planned.eventbridge && { EventBridgeConfiguration: {} }),
    LambdaFunctionConfigurations: planned.lambda_function.map((one) => ({
      ...targetInput(one, "tf-s3-lambda-"),
      LambdaFunctionArn: given(one.lambda_function_arn),
    })),
    QueueConfigurations: planned.queue.map((one) => ({
      ...targetInput(one, "tf-s3-queue-"),
      QueueArn: one.queue_arn,
    })),
    TopicConfigurations: planned.topic.map((one) => ({
      ...targetInput(one, "tf-s3-topic-"),
      TopicArn: one.topic_arn,
    })),
  };
}

interface Target {
  readonly events: readonly string[];
  readonly filter_prefix: string | null;
  readonly filter_suffix: string | null;
  readonly id: string | null;
}

function targetInput(target: Target, prefix: string) {
  const rules: FilterRule[] = [
    ...(target.filter_prefix ? [{ Name: "prefix" as const, Value: target.filter_prefix }] : []),
    ...(target.filter_suffix ? [{ Name: "suffix" as const, Value: target.filter_suffix }] : []),
  ];
  return {
    Id: target.id || uniqueName(prefix),
    Events: [...target.events] as Event[],
    ...(rules.length > 0 && { Filter: { Key: { FilterRules: rules } } }),
  };
}

function targetFound(target: {
  readonly Id?: string | undefined;
  readonly Events?: readonly string[] | undefined;
  readonly Filter?: NotificationConfigurationFilter | undefined;
}) {
  const rule = (name: string): string | undefined =>
    target.Filter?.Key?.FilterRules?.find((one) => one.Name?.toLowerCase() === name)?.Value;
  return {
    events: target.Events,
    filter_prefix: rule("prefix"),
    filter_suffix: rule("suffix"),
    id: target.Id,
  };
}
