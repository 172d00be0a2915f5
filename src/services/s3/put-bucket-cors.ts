import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { invalidRequest, malformedXml } from "./fault.ts";

const METHODS = new Set(["GET", "PUT", "HEAD", "POST", "DELETE"]);

export const putBucketCors: Operation<typeof S3, "PutBucketCors"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const rules = input.CORSConfiguration?.CORSRules ?? [];
  if (rules.length === 0) throw malformedXml();
  for (const { AllowedMethods = [], AllowedOrigins = [] } of rules) {
    const unknown = AllowedMethods.find((method) => !METHODS.has(method));
    if (unknown !== undefined) {
      throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`);
    }
    const wild = AllowedOrigins.find((origin) => origin.split("*").length > 2);
    if (wild !== undefined) {
      throw invalidRequest(`AllowedOrigin "${wild}" can not have more than one wildcard.`);
    }
  }
  saveConfig(context, bucket, "cors", rules);
  return {};
};
