/** Tells functions what happened to a bucket's objects, as the bucket's notification configuration says. */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext, Principal } from "../../cloud/operation.ts";
import { matchesGlob } from "../../cloud/policy/glob.ts";
import { canonicalUserId } from "./access-control.ts";
import { findConfig } from "./bucket-config.ts";
import type { BucketRecord } from "./buckets.ts";
import type { ObjectRecord } from "./objects.ts";

export type ObjectEvent =
  | "ObjectCreated:Put"
  | "ObjectCreated:Post"
  | "ObjectCreated:Copy"
  | "ObjectCreated:CompleteMultipartUpload"
  | "ObjectRemoved:Delete"
  | "ObjectRemoved:DeleteMarkerCreated"
  | "ObjectTagging:Put"
  | "ObjectTagging:Delete"
  | "ObjectAcl:Put"
  | "LifecycleExpiration:Delete"
  | "LifecycleExpiration:DeleteMarkerCreated"
  | "LifecycleTransition";

const NAME = "s3.amazonaws.com";
const principal: Principal = { type: "service", arn: NAME, userId: NAME };

/** Invokes in the background, once the change is committed: a put does not wait for those it tells. */
export function notify(
  context: OperationContext,
  bucket: BucketRecord,
  record: ObjectRecord,
  event: ObjectEvent,
): void {
  const config = findConfig<S3.NotificationConfiguration>(context, bucket, "notification");
  for (const one of config?.LambdaFunctionConfigurations ?? []) {
    if (!one.Events?.some((pattern) => matchesGlob(pattern.replace(/^s3:/, ""), event))) continue;
    if (!matchesFilter(one.Filter, record.key)) continue;
    const payload = { Records: [eventRecord(context, bucket, record, event, one.Id ?? "")] };
    void context.store
      .committed()
      .then(() =>
        context.call(
          "lambda",
          "Invoke",
          {
            FunctionName: one.LambdaFunctionArn,
            InvocationType: "Event",
            Payload: Buffer.from(JSON.stringify(payload)),
          },
          { account: bucket.account, region: bucket.region, principal },
        ),
      )
      // A function that is gone or refuses takes nothing from the object's success.
      .catch(() => undefined);
  }
}

function matchesFilter(filter: S3.NotificationConfigurationFilter | undefined, key: string): boolean {
  return (filter?.Key?.FilterRules ?? []).every(({ Name, Value = "" }) =>
    Name?.toLowerCase() === "prefix" ? key.startsWith(Value) : key.endsWith(Value),
  );
}

function eventRecord(
  context: OperationContext,
  bucket: BucketRecord,
  record: ObjectRecord,
  event: ObjectEvent,
  configurationId: string,
) {
  const created = event.startsWith("ObjectCreated");
  return {
    eventVersion: /^Object(?:Created|Removed)/.test(event) ? "2.1" : "2.3",
    eventSource: "aws:s3",
    awsRegion: bucket.region,
    eventTime: record.modified.toISOString(),
    eventName: event,
    userIdentity: { principalId: `AWS:${context.principal.userId}` },
    requestParameters: { sourceIPAddress: "127.0.0.1" },
    responseElements: { "x-amz-request-id": context.requestId, "x-amz-id-2": context.requestId },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId,
      bucket: {
        name: bucket.name,
        ownerIdentity: { principalId: canonicalUserId(bucket.account).slice(0, 14).toUpperCase() },
        arn: `arn:${context.partition}:s3:::${bucket.name}`,
      },
      object: {
        key: encodeURIComponent(record.key).replaceAll("%2F", "/").replaceAll("%20", "+"),
        ...(created ? { size: record.size, eTag: record.etag } : {}),
        ...(record.versionId === "null" ? {} : { versionId: record.versionId }),
        sequencer: record.order.toString(16).toUpperCase().padStart(18, "0"),
      },
    },
  };
}
