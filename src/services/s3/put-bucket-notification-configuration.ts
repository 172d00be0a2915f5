import { randomUUID } from "node:crypto";
import type * as S3 from "@aws-sdk/client-s3";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { removeConfig, saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { invalidArgument } from "./fault.ts";

export const putBucketNotificationConfiguration: Operation<typeof S3, "PutBucketNotificationConfiguration"> = async (
  input,
  context,
) => {
  const bucket = requireBucket(context, input);
  checkArns(input.NotificationConfiguration ?? {});
  const config = withIds(input.NotificationConfiguration ?? {});
  if (!input.SkipDestinationValidation) await requireFunctions(context, config);
  const empty = Object.values(config).every((part) => part === undefined || (Array.isArray(part) && part.length === 0));
  if (empty) removeConfig(context, bucket, "notification");
  else saveConfig(context, bucket, "notification", config);
  return {};
};

// Source: AWS, recorded.
function checkArns(config: S3.NotificationConfiguration): void {
  const targets = [
    ...(config.TopicConfigurations ?? []).map((one) => ["Topic", one.TopicArn] as const),
    ...(config.QueueConfigurations ?? []).map((one) => ["Queue", one.QueueArn] as const),
    ...(config.LambdaFunctionConfigurations ?? []).map((one) => ["CloudFunction", one.LambdaFunctionArn] as const),
  ];
  for (const [name, arn] of targets) {
    if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+/.test(arn ?? ""))
      throw invalidArgument("The ARN could not be parsed", name, arn);
  }
}

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

// S3 calls a function once to see whether it may; here its existence is what can be asked.
async function requireFunctions(context: OperationContext, config: S3.NotificationConfiguration): Promise<void> {
  for (const { LambdaFunctionArn } of config.LambdaFunctionConfigurations ?? []) {
    try {
      await context.call("lambda", "GetFunction", { FunctionName: LambdaFunctionArn });
    } catch (error) {
      if (!(error instanceof ServiceException) || error.code === "NotImplemented") throw error;
      throw invalidArgument(
        "Unable to validate the following destination configurations",
        `${LambdaFunctionArn}, null`,
        "Not authorized to invoke function",
      );
    }
  }
}
