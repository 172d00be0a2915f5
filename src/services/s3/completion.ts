/** The parts a completion lists, compared with those that came; and the checksum of the whole. */

import { createHash } from "node:crypto";
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { computeChecksum, memberName } from "./checksums.ts";
import { invalidRequest } from "./fault.ts";
import type { ChecksumRecord } from "./objects.ts";
import type { PartRecord, UploadRecord } from "./uploads.ts";
import { partsOf } from "./uploads.ts";

const LEAST_PART = 5 * 1024 * 1024;

/** The parts in order. Throws when one is missing, changed, out of order or too small. */
export function listedParts(
  context: OperationContext,
  upload: UploadRecord,
  listed: readonly S3.CompletedPart[] | undefined,
): PartRecord[] {
  // Source: AWS, recorded (all sentences but the size's).
  if (!listed?.length) throw invalidRequest("You must specify at least one part");
  if (listed.some(({ PartNumber = 0 }, at) => at > 0 && PartNumber <= (listed[at - 1]?.PartNumber ?? 0))) {
    throw new ServiceException(
      "InvalidPartOrder",
      "The list of parts was not in ascending order. Parts must be ordered by part number.",
      { UploadId: upload.id },
    );
  }
  const known = new Map(partsOf(context, upload.id).map((part) => [part.number, part]));
  const parts = listed.map((wanted) => {
    const part = known.get(wanted.PartNumber ?? 0);
    const etag = wanted.ETag?.replace(/^"|"$/g, "");
    if (!part || (etag !== undefined && etag !== part.etag)) throw invalidPart(upload, wanted);
    checkPartChecksum(upload, part, wanted);
    return part;
  });
  const small = parts.slice(0, -1).find(({ size }) => size < LEAST_PART);
  if (small) {
    throw new ServiceException("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
      ProposedSize: small.size,
      MinSizeAllowed: LEAST_PART,
      PartNumber: small.number,
      ETag: small.etag,
    });
  }
  return parts;
}

function invalidPart(upload: UploadRecord, { PartNumber, ETag }: S3.CompletedPart): ServiceException {
  return new ServiceException(
    "InvalidPart",
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { UploadId: upload.id, PartNumber, ETag: ETag?.replace(/^"|"$/g, "") },
  );
}

function checkPartChecksum(upload: UploadRecord, part: PartRecord, wanted: S3.CompletedPart): void {
  const { algorithm } = upload;
  if (algorithm === undefined) return;
  const given = wanted[memberName(algorithm)];
  if (given === undefined && upload.checksumType === "COMPOSITE") {
    throw invalidRequest(
      `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`,
    );
  }
  if (given !== undefined && given !== part.checksum?.value) {
    throw new ServiceException(
      "BadDigest",
      `The ${algorithm.toLowerCase()} you specified for part ${part.number} did not match what we received.`,
    );
  }
}

/** The whole object's checksum: of its bytes, or of its parts' checksums with their number behind. */
export function wholeChecksum(upload: UploadRecord, parts: readonly PartRecord[], bytes: Buffer): ChecksumRecord {
  const algorithm = upload.algorithm ?? "CRC64NVME";
  if (upload.checksumType !== "COMPOSITE") {
    return { algorithm, value: computeChecksum(algorithm, bytes), type: "FULL_OBJECT" };
  }
  const digests = Buffer.concat(parts.map(({ checksum }) => Buffer.from(checksum?.value ?? "", "base64")));
  return { algorithm, value: `${computeChecksum(algorithm, digests)}-${parts.length}`, type: "COMPOSITE" };
}

/** The MD5 of the parts' MD5s, with the number of parts. */
export function multipartEtag(parts: readonly PartRecord[]): string {
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, "hex")));
  return `${createHash("md5").update(digests).digest("hex")}-${parts.length}`;
}
