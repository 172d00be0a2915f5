import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { invalidArgument, invalidRequest } from "./fault.ts";

// Source: AWS, recorded (all sentences).
export const putBucketWebsite: Operation<typeof S3, "PutBucketWebsite"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const website = input.WebsiteConfiguration ?? {};
  const { IndexDocument, RedirectAllRequestsTo, RoutingRules } = website;
  if (!RedirectAllRequestsTo && !IndexDocument?.Suffix) {
    throw invalidArgument(
      "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
      "IndexDocument",
      "null",
    );
  }
  if (IndexDocument?.Suffix?.includes("/")) {
    throw invalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", IndexDocument.Suffix);
  }
  if (
    RoutingRules?.some(
      ({ Redirect }) => Redirect?.ReplaceKeyWith !== undefined && Redirect.ReplaceKeyPrefixWith !== undefined,
    )
  ) {
    throw invalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
  }
  saveConfig(context, bucket, "website", website);
  return {};
};
