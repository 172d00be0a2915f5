import { randomUUID } from "node:crypto";
import type * as S3 from "@aws-sdk/client-s3";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { mayInvoke } from "../../cloud/policy/may-invoke.ts";
import { removeConfig, saveConfig } from "./bucket-config.ts";
import { type BucketRecord, requireBucket } from "./buckets.ts";
import { invalidArgument } from "./fault.ts";
import { checkTargets, type Target, targetsOf } from "./notification-rules.ts";

export const putBucketNotificationConfiguration: Operation<typeof S3, "PutBucketNotificationConfiguration"> = async (
  input,
  context,
) => {
  const bucket = requireBucket(context, input);
  const config = withIds(input.NotificationConfiguration ?? {});
  const targets = targetsOf(input.NotificationConfiguration ?? {});
  checkTargets(targets);
  if (!input.SkipDestinationValidation) for (const target of targets) await tryTarget(context, bucket, target);
  const empty = Object.values(config).every((part) => part === undefined || (Array.isArray(part) && part.length === 0));
  if (empty) removeConfig(context, bucket, "notification");
  else saveConfig(context, bucket, "notification", config);
  return {};
};

function withIds(config: S3.NotificationConfiguration): S3.NotificationConfiguration {
  const named = <Item extends { Id?: string | undefined }>(items: Item[] | undefined) =>
    items?.map((item) => ({ ...item, Id: item.Id ?? randomUUID() }));
  return {
    ...(config.TopicConfigurations ? { TopicConfigurations: named(config.TopicConfigurations) } : {}),
    ...(config.QueueConfigurations ? { QueueConfigurations: named(config.QueueConfigurations) } : {}),
    ...(config.LambdaFunctionConfigurations
      ? { LambdaFunctionConfigurations: named(config.LambdaFunctionConfigurations) }
      : {}),
    ...(config.EventBridgeConfiguration ? { EventBridgeConfiguration: config.EventBridgeConfiguration } : {}),
  };
}

/** S3 tries each target before it takes the configuration. Of topics and queues this cloud has none. */
async function tryTarget(context: OperationContext, bucket: BucketRecord, { kind, arn }: Target): Promise<void> {
  const source = {
    service: "s3.amazonaws.com",
    sourceArn: `arn:${context.partition}:s3:::${bucket.name}`,
    sourceAccount: bucket.account,
  };
  if (kind === "CloudFunction" && (await mayInvoke(context, arn, source))) return;
  throw invalidArgument(
    "Unable to validate the following destination configurations",
    kind === "CloudFunction" ? `${arn}, null` : arn,
    kind === "CloudFunction"
      ? "Not authorized to invoke function"
      : `The destination ${kind.toLowerCase()} does not exist`,
  );
}
