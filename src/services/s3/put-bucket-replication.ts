import type * as S3 from "@aws-sdk/client-s3";
import { lowerHexadecimal, randomId } from "../../cloud/ids.ts";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { findBucket, requireBucket } from "./buckets.ts";
import { invalidRequest, malformedXml } from "./fault.ts";

export const putBucketReplication: Operation<typeof S3, "PutBucketReplication"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const config = input.ReplicationConfiguration;
  if (!config?.Rules?.length) throw malformedXml();
  if (bucket.versioning !== "Enabled") {
    throw invalidRequest("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
  }
  for (const { Destination } of config.Rules) {
    const target = findBucket(context, Destination?.Bucket?.split(":::")[1]);
    if (!target) throw invalidRequest("Destination bucket must exist.");
    // Source: AWS, recorded.
    if (target.versioning !== "Enabled") throw invalidRequest("Destination bucket must have versioning enabled.");
  }
  saveConfig(context, bucket, "replication", {
    ...config,
    Rules: config.Rules.map((rule, at) => ({ ...rule, ID: rule.ID ?? `${randomId(20, lowerHexadecimal)}${at}` })),
  });
  return {};
};
