/** Ids under which callbacks are answered from outside: they say which operation of which execution waits. */
import { decodePageToken, encodePageToken } from "../../../cloud/page-token.ts";
import { invalidParameter } from "../fault.ts";

export const callbackId = (arn: string, operationId: string): string => encodePageToken([arn, operationId]);

export function parseCallbackId(id: string | undefined): { readonly arn: string; readonly operationId: string } {
  const parts = decodePageToken(id ?? "");
  const [arn, operationId] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (typeof arn !== "string" || typeof operationId !== "string") throw invalidParameter("Invalid callback token");
  return { arn, operationId };
}
