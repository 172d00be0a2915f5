/** Tags of tables: DynamoDB has sentences of its own for what is wrong with them. */
import type { Tag as WireTag } from "@aws-sdk/client-dynamodb";
import type { Tag } from "../../../cloud/tags.ts";
import { refusal } from "../refusal.ts";

const mostTags = 50;
const longestKey = 128;
const longestValue = 256;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export function readTags(tags: readonly WireTag[]): Tag[] {
  const seen = new Set<string>();
  const read = tags.map(({ Key: key, Value: value }): Tag => {
    checkTagKey(key);
    if (value === undefined || value.length > longestValue || !allowed.test(value)) {
      throw refusal(`The Tag Value provided is invalid, Value: ${value ?? null}`);
    }
    if (key!.toLowerCase().startsWith("aws:")) throw refusal(`Tag Key cannot be prefixed with aws:, Key: ${key}`);
    if (seen.has(key!)) throw refusal(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${key}`);
    seen.add(key!);
    return { Key: key!, Value: value };
  });
  checkTagCount(read.length);
  return read;
}

export function checkTagKey(key: string | undefined): void {
  if (key && key.length <= longestKey && allowed.test(key)) return;
  throw refusal(`The Tag Key provided is invalid, Key: ${key ?? null}`);
}

export function checkTagCount(count: number): void {
  if (count > mostTags) throw refusal("Number of Tags exceed the current limit for the provided ResourceArn");
}
