import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { invalidArgument, malformedXml } from "./fault.ts";

export const putBucketEncryption: Operation<typeof S3, "PutBucketEncryption"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const config = input.ServerSideEncryptionConfiguration;
  const [rule] = config?.Rules ?? [];
  if (!config || !rule) throw malformedXml();
  const { SSEAlgorithm, KMSMasterKeyID } = rule.ApplyServerSideEncryptionByDefault ?? {};
  if (SSEAlgorithm === "AES256" && KMSMasterKeyID) {
    throw invalidArgument(
      "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
    );
  }
  saveConfig(context, bucket, "encryption", {
    Rules: config.Rules?.map((one) => ({ BucketKeyEnabled: false, ...one })),
  });
  return {};
};
