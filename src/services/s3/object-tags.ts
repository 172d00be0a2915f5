/** Tag sets of objects and buckets. */
import type * as S3 from "@aws-sdk/client-s3";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidArgument } from "./fault.ts";

/** `a=b&c=d`, as the x-amz-tagging header writes a tag set. */
export function tagsFromHeader(text: string | undefined): S3.Tag[] {
  if (text === undefined || text === "") return [];
  const tags = text.split("&").map((pair) => {
    const [key = "", value = ""] = pair.split("=");
    return { Key: decode(key), Value: decode(value) };
  });
  checkTags(tags, 10);
  return tags;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    );
  }
}

// Source: AWS, recorded (the first and the last).
const RESERVED = {
  object: "Your TagKey cannot be prefixed with aws:",
  bucket: "System tags cannot be added/updated by requester",
  "new bucket":
    'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
};

// Source: AWS, recorded.
export function checkTags(tags: readonly S3.Tag[], most: number, of: keyof typeof RESERVED = "object"): void {
  const keys = new Set<string>();
  for (const { Key = "", Value = "" } of tags) {
    if (keys.has(Key)) throw invalidTag("Cannot provide multiple Tags with the same key", Key);
    keys.add(Key);
    if (Key === "" || Key.length > 128) throw invalidTag("The TagKey you have provided is invalid", Key);
    if (Value.length > 256 || !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(Value)) {
      throw invalidTag("The TagValue you have provided is invalid", Key);
    }
    if (Key.startsWith("aws:")) throw invalidTag(RESERVED[of], Key);
  }
  if (tags.length > most) {
    throw new ServiceException("BadRequest", `Object tags cannot be greater than ${most}`);
  }
}

function invalidTag(message: string, key: string): ServiceException {
  return new ServiceException("InvalidTag", message, { TagKey: key });
}
