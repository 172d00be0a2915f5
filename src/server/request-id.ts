/** Request ids, in the form the service at hand gives them. */
import { randomFillSync, randomUUID } from "node:crypto";
import { upperAlphanumeric } from "../cloud/ids.ts";

const DYNAMODB_LENGTH = 52;
const S3_LENGTH = 16;
const HEXADECIMAL = "0123456789ABCDEF";

// Asking for random bytes one id at a time would cost more than the rest of a small request.
const pool = Buffer.alloc(8192);
let used = pool.length;

function fromPool(length: number, alphabet: string): string {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let id = "";
  for (let i = 0; i < length; i++) id += alphabet[(pool[used++] as number) % alphabet.length];
  return id;
}

export function newRequestId(service: string): string {
  if (service === "dynamodb" || service === "dynamodb-streams") return fromPool(DYNAMODB_LENGTH, upperAlphanumeric);
  if (service === "s3") return fromPool(S3_LENGTH, HEXADECIMAL);
  return randomUUID();
}
