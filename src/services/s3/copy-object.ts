import { createHash } from "node:crypto";
import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { readBody, writeBody } from "./bodies.ts";
import { requireBucket } from "./buckets.ts";
import { algorithmNamed, checkedUpload, checksumMembers } from "./checksums.ts";
import { checkWriteConditions } from "./conditions.ts";
import { copiedObject } from "./copied-object.ts";
import type { CopySource } from "./copy-source.ts";
import { invalidArgument, invalidRequest } from "./fault.ts";
import { expirationMember } from "./lifecycle/expiration.ts";
import { objectFacts } from "./new-object.ts";
import { notify } from "./notifications.ts";
import { encryptionMembers, versionMember } from "./object-answer.ts";
import type { ChecksumRecord, ObjectRecord } from "./objects.ts";
import { currentVersion, newVersionId, nextOrder, pushVersion } from "./objects.ts";

export const copyObject: Operation<typeof S3, "CopyObject"> = async (input, context) => {
  requireBucket(context, input);
  checkDirective("metadata", input.MetadataDirective);
  checkDirective("tagging", input.TaggingDirective);
  const { source, from, original } = copiedObject(context, input);
  refuseIdle(input, source);
  const bytes = await readBody(context, original.file);
  const preset = algorithmNamed(input.ChecksumAlgorithm);
  const checksum: ChecksumRecord | undefined =
    preset === undefined && original.checksum?.type === "FULL_OBJECT"
      ? original.checksum
      : checkedUpload({}, bytes, preset);
  const file = await writeBody(context, [bytes]);
  const bucket = requireBucket(context, input);
  const facts = objectFacts(context, bucket, input);
  checkWriteConditions(facts.key, currentVersion(context, bucket.name, facts.key), input);
  const replace = input.MetadataDirective === "REPLACE";
  const record: ObjectRecord = {
    ...facts,
    headers: replace ? facts.headers : { ...original.headers, WebsiteRedirectLocation: input.WebsiteRedirectLocation },
    metadata: replace ? facts.metadata : original.metadata,
    tags: input.TaggingDirective === "REPLACE" ? facts.tags : original.tags,
    versionId: newVersionId(bucket),
    deleteMarker: false,
    order: nextOrder(context),
    size: original.size,
    etag: createHash("md5").update(bytes).digest("hex"),
    modified: new Date(wholeSeconds(context.clock.now())),
    file,
    checksum,
    parts: [],
  };
  pushVersion(context, bucket, record);
  notify(context, bucket, record, "ObjectCreated:Copy");
  return {
    CopyObjectResult: { ETag: `"${record.etag}"`, LastModified: record.modified, ...checksumMembers(record.checksum) },
    ...(from.versioning === undefined ? {} : { CopySourceVersionId: original.versionId }),
    ...expirationMember(context, bucket, record),
    ...versionMember(bucket, record),
    ...encryptionMembers(record),
  };
};

function checkDirective(what: "metadata" | "tagging", given: string | undefined): void {
  if (given !== undefined && given !== "COPY" && given !== "REPLACE")
    throw invalidArgument(`Unknown ${what} directive.`, `x-amz-${what}-directive`, given);
}

// Source: AWS, recorded.
function refuseIdle(input: S3.CopyObjectCommandInput, source: CopySource): void {
  const itself = input.Bucket === source.bucket && input.Key === source.key && source.versionId === undefined;
  const changes =
    input.MetadataDirective === "REPLACE" ||
    input.StorageClass !== undefined ||
    input.WebsiteRedirectLocation !== undefined ||
    input.ServerSideEncryption !== undefined ||
    input.SSECustomerAlgorithm !== undefined ||
    input.ChecksumAlgorithm !== undefined;
  if (itself && !changes) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
}
