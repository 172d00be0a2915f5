import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { invalidRequest } from "./fault.ts";
import type { Lifecycle } from "./lifecycle/rules.ts";
import { checkedRules } from "./lifecycle/rules.ts";

export const putBucketLifecycleConfiguration: Operation<typeof S3, "PutBucketLifecycleConfiguration"> = (
  input,
  context,
) => {
  const bucket = requireBucket(context, input);
  const minimum = input.TransitionDefaultMinimumObjectSize ?? "all_storage_classes_128K";
  if (minimum !== "all_storage_classes_128K" && minimum !== "varies_by_storage_class") {
    throw invalidRequest(`Invalid TransitionDefaultMinimumObjectSize found: ${String(minimum)}`);
  }
  const lifecycle: Lifecycle = {
    Rules: checkedRules(input.LifecycleConfiguration?.Rules),
    TransitionDefaultMinimumObjectSize: minimum,
  };
  saveConfig(context, bucket, "lifecycle", lifecycle);
  return { TransitionDefaultMinimumObjectSize: minimum };
};
