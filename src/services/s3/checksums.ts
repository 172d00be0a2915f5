/** The checksums of uploads: computing, comparing with what the client says, telling them. */

import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type * as S3 from "@aws-sdk/client-s3";
import { ServiceException } from "../../wire/service-exception.ts";
import { crc32c, crc64nvme } from "./crc.ts";
import { invalidRequest } from "./fault.ts";
import type { ChecksumRecord } from "./objects.ts";

export type ChecksumAlgorithm = "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256";

export const ALGORITHMS: readonly ChecksumAlgorithm[] = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

export interface ChecksumMembers {
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
}

/** Base64 of the checksum's bytes. */
export function computeChecksum(algorithm: ChecksumAlgorithm, bytes: Uint8Array): string {
  switch (algorithm) {
    case "SHA1":
    case "SHA256":
      return createHash(algorithm.toLowerCase()).update(bytes).digest("base64");
    case "CRC64NVME": {
      const { high, low } = crc64nvme(bytes);
      return words(high, low);
    }
    case "CRC32":
      return words(crc32(bytes));
    case "CRC32C":
      return words(crc32c(bytes));
  }
}

function words(...numbers: readonly number[]): string {
  const buffer = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, at) => buffer.writeUInt32BE(number >>> 0, at * 4));
  return buffer.toString("base64");
}

export function memberName(algorithm: ChecksumAlgorithm): keyof ChecksumMembers {
  return `Checksum${algorithm}`;
}

/** The algorithm and value a request carries, if it carries one. */
export function givenChecksum(members: ChecksumMembers): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  const given = ALGORITHMS.flatMap((algorithm) => {
    const value = members[memberName(algorithm)];
    return value === undefined ? [] : [{ algorithm, value }];
  });
  if (given.length > 1)
    throw invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  return given[0];
}

interface Upload extends ChecksumMembers {
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: string | undefined;
}

/** The checksum of an upload, after what the client says of the bytes has been compared with them. */
export function checkedUpload(request: Upload, bytes: Uint8Array, preset?: ChecksumAlgorithm): ChecksumRecord {
  if (request.ContentMD5 !== undefined) checkMd5(request.ContentMD5, bytes);
  const given = givenChecksum(request);
  const algorithm = given?.algorithm ?? preset ?? algorithmNamed(request.ChecksumAlgorithm) ?? "CRC64NVME";
  const value = computeChecksum(algorithm, bytes);
  if (given) checkGiven(given.algorithm, given.value, value);
  return { algorithm, value, type: "FULL_OBJECT" };
}

function checkMd5(given: string, bytes: Uint8Array): void {
  if (Buffer.from(given, "base64").length !== 16) {
    throw new ServiceException("InvalidDigest", "The Content-MD5 you specified was invalid.", { "Content-MD5": given });
  }
  const actual = createHash("md5").update(bytes).digest("base64");
  if (actual !== given) {
    throw new ServiceException("BadDigest", "The Content-MD5 you specified did not match what we received.", {
      ExpectedDigest: given,
      CalculatedDigest: actual,
    });
  }
}

// Source: AWS, recorded.
function checkGiven(algorithm: ChecksumAlgorithm, given: string, actual: string): void {
  if (Buffer.from(given, "base64").length !== Buffer.from(actual, "base64").length) {
    throw invalidRequest(`Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
  }
  if (given !== actual) {
    throw new ServiceException("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);
  }
}

export function algorithmNamed(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined;
  const algorithm = ALGORITHMS.find((one) => one === name.toUpperCase());
  if (!algorithm) {
    throw invalidRequest(
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
    );
  }
  return algorithm;
}

/** As the members of an answer. */
export function checksumMembers(
  checksum: ChecksumRecord | undefined,
): ChecksumMembers & { ChecksumType?: S3.ChecksumType } {
  return checksum ? { [memberName(checksum.algorithm)]: checksum.value, ChecksumType: checksum.type } : {};
}
