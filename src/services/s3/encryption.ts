/** Server-side encryption: stored and told as AWS does; bytes on this machine are as they came. */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../cloud/operation.ts";
import { findConfig } from "./bucket-config.ts";
import type { BucketRecord } from "./buckets.ts";
import { accessDenied, invalidArgument, invalidRequest } from "./fault.ts";
import type { Encryption } from "./objects.ts";

export function bucketEncryption(
  context: OperationContext,
  bucket: BucketRecord,
): S3.ServerSideEncryptionConfiguration {
  return findConfig<S3.ServerSideEncryptionConfiguration>(context, bucket, "encryption") ?? DEFAULT;
}

// Every bucket has this since 2023.
const DEFAULT: S3.ServerSideEncryptionConfiguration = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
};

interface EncryptionRequest {
  readonly ServerSideEncryption?: S3.ServerSideEncryption | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

/** What an object is encrypted with: what the request asks for, else the bucket's default. */
export function objectEncryption(
  context: OperationContext,
  bucket: BucketRecord,
  request: EncryptionRequest,
): Encryption {
  if (request.SSECustomerAlgorithm !== undefined || request.SSECustomerKey !== undefined) return customerKey(request);
  const [rule] = bucketEncryption(context, bucket).Rules ?? [];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  const algorithm = request.ServerSideEncryption ?? byDefault?.SSEAlgorithm ?? "AES256";
  if (!ALGORITHMS.has(algorithm)) {
    throw invalidArgument(
      "The encryption method specified is not supported",
      "x-amz-server-side-encryption",
      request.ServerSideEncryption,
    );
  }
  if (!algorithm.startsWith("aws:kms")) return { ServerSideEncryption: algorithm };
  const key =
    request.SSEKMSKeyId ?? (request.ServerSideEncryption === undefined ? byDefault?.KMSMasterKeyID : undefined);
  return {
    ServerSideEncryption: algorithm,
    SSEKMSKeyId: keyArn(context, key),
    BucketKeyEnabled: request.BucketKeyEnabled ?? rule?.BucketKeyEnabled ?? false,
  };
}

const ALGORITHMS: ReadonlySet<string> = new Set(["AES256", "aws:fsx", "aws:kms", "aws:kms:dsse"]);

function keyArn({ partition, region, account }: OperationContext, key: string | undefined): string {
  if (key?.startsWith("arn:")) return key;
  return `arn:${partition}:kms:${region}:${account}:${key?.startsWith("alias/") ? key : `key/${key ?? "aws-s3"}`}`;
}

// Source: AWS, recorded.
function customerKey(request: EncryptionRequest): Encryption {
  if (request.ServerSideEncryption !== undefined) {
    throw invalidArgument(
      "Server Side Encryption with Customer provided key is incompatible with the encryption method specified",
    );
  }
  if (request.SSECustomerAlgorithm === undefined) {
    throw invalidArgument(
      "Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption algorithm.",
    );
  }
  if (Buffer.from(request.SSECustomerKey ?? "", "base64").length !== 32) {
    throw invalidArgument("The secret key was invalid for the specified algorithm.");
  }
  return { SSECustomerAlgorithm: request.SSECustomerAlgorithm, SSECustomerKeyMD5: request.SSECustomerKeyMD5 };
}

/** An object under a customer's key is given out only to those who bring that key. */
export function requireCustomerKey(record: { readonly encryption: Encryption }, request: EncryptionRequest): void {
  const { SSECustomerKeyMD5 } = record.encryption;
  if (SSECustomerKeyMD5 === undefined) return;
  if (request.SSECustomerKey === undefined) {
    throw invalidRequest(
      "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
    );
  }
  if (request.SSECustomerKeyMD5 !== SSECustomerKeyMD5) throw accessDenied();
}
