/** The code that a request brings: a zip in the request, an object in S3, or an image's URI. */
import type { FunctionCode } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { requireCodeStorage } from "./code-storage.ts";
import { type StoredCode, storeCode } from "./code-store.ts";
import { invalidParameter } from "./fault.ts";

export const LARGEST_PACKAGE = 52_428_800;

type CodeSource = Pick<FunctionCode, "ZipFile" | "S3Bucket" | "S3Key" | "S3ObjectVersion" | "ImageUri">;

/** Bytes of a request that brings code, its zip as base64. Source: AWS, recorded (CreateFunction). */
const LARGEST_REQUEST = 70_167_211;

/** Refuses what is too large before anything else is looked at. */
export function requireRequestSize({ headers }: OperationContext, operation: string): void {
  if (Number(headers["content-length"] ?? 0) <= LARGEST_REQUEST) return;
  const message = `Request must be smaller than ${LARGEST_REQUEST} bytes for the ${operation} operation`;
  throw new ServiceException("RequestEntityTooLargeException", message, {}, 413);
}

/** Undefined when the request names an image. Code that takes the place of another needs no more room than that leaves. */
export async function receiveCode(
  source: CodeSource,
  context: OperationContext,
  replacedBytes = 0,
): Promise<StoredCode | undefined> {
  const received = await storedCode(source, context);
  if (received) requireCodeStorage(context, received.codeSize - replacedBytes);
  return received;
}

async function storedCode(source: CodeSource, context: OperationContext): Promise<StoredCode | undefined> {
  const { ZipFile, S3Bucket, S3Key, S3ObjectVersion, ImageUri } = source;
  if (ZipFile !== undefined) {
    if (S3Bucket !== undefined || S3Key !== undefined || ImageUri !== undefined) {
      throw invalidParameter("Please do not provide other FunctionCode parameters when providing a ZipFile.");
    }
    if (ZipFile.length > LARGEST_PACKAGE) {
      throw new ServiceException(
        "RequestEntityTooLargeException",
        `Zipped size must be smaller than ${LARGEST_PACKAGE} bytes`,
        {},
        413,
      );
    }
    return storeCode(context.cloud, ZipFile);
  }
  if (S3Bucket !== undefined && S3Key !== undefined) {
    const object = await readObject(context, { Bucket: S3Bucket, Key: S3Key, VersionId: S3ObjectVersion });
    return storeCode(context.cloud, object);
  }
  if (ImageUri !== undefined) return undefined;
  throw invalidParameter("Please provide a source for function code.");
}

async function readObject(
  context: OperationContext,
  input: { Bucket: string; Key: string; VersionId: string | undefined },
): Promise<Uint8Array> {
  try {
    const { Body } = await context.call("s3", "GetObject", input);
    return await bytesOf(Body);
  } catch (error) {
    if (!(error instanceof ServiceException) || error.code === "NotImplemented") throw error;
    throw invalidParameter(
      `Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
    );
  }
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
