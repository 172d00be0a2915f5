/** Values, paths and diagnostics as messages of the plugin protocol, in both directions. */
import { fromJson, parseJson } from "../../terraform/lang/json.ts";
import type { Type } from "../../terraform/lang/type.ts";
import { nullValue, type PathStep, type Value, type ValuePath } from "../../terraform/lang/value.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import type { EphemeralLease, ProviderDiagnostic, Schema } from "../../terraform/provider.ts";
import { decodeValue, encodeValue } from "./msgpack-value.ts";
import type { Message } from "./protobuf.ts";

export const valueMessage = (value: Value, type: Type): Message => ({ msgpack: encodeValue(value, type) });

const KEPT_VALUES = 512;
const LARGEST_KEPT = 4096;
const decoded = new Map<string, { readonly type: Type; readonly value: Value }>();

/**
 * Terraform sends the same bytes again and again: a configuration to be validated, validated again and planned, a state
 * to be read and planned. Values never change, so the last ones are kept.
 */
function decodedOnce(bytes: Buffer, type: Type): Value {
  if (bytes.length > LARGEST_KEPT) return decodeValue(bytes, type);
  const key = bytes.toString("latin1");
  const kept = decoded.get(key);
  if (kept?.type === type) return kept.value;
  const value = decodeValue(bytes, type);
  decoded.delete(key);
  decoded.set(key, { type, value });
  if (decoded.size > KEPT_VALUES) decoded.delete(decoded.keys().next().value as string);
  return value;
}

/** An absent value is null; answers may hold JSON in place of msgpack. */
export function valueFrom(message: unknown, type: Type): Value {
  const { msgpack, json } = (message ?? {}) as Message;
  if (Buffer.isBuffer(msgpack) && msgpack.length > 0) return decodedOnce(msgpack, type);
  if (Buffer.isBuffer(json) && json.length > 0) return fromJson(parseJson(json.toString("utf8")), type);
  return nullValue(type);
}

export const stateMessage = (value: Value, schema: Schema): Message => valueMessage(value, blockType(schema.block));

export const stateFrom = (message: unknown, schema: Schema): Value => valueFrom(message, blockType(schema.block));

/** Bytes of a message's field; empty ones are absent. */
export function bytesFrom(value: unknown): Uint8Array | undefined {
  return Buffer.isBuffer(value) && value.length > 0 ? value : undefined;
}

/** How long what was opened holds. */
export const leaseMessage = ({ renewAt, private: kept }: EphemeralLease): Message => ({
  renew_at: renewAt && {
    seconds: Math.floor(renewAt.getTime() / 1000),
    nanos: renewAt.getUTCMilliseconds() * 1e6,
  },
  private: kept,
});

/** Go's zero time, which lies before 1970, says that there is nothing to renew. */
export function leaseFrom(message: Message): EphemeralLease {
  const kept = bytesFrom(message["private"]);
  const { seconds, nanos } = (message["renew_at"] ?? {}) as Message;
  const at = Number(seconds ?? 0) * 1000 + Number(nanos ?? 0) / 1e6;
  return { ...(kept ? { private: kept } : {}), ...(at > 0 ? { renewAt: new Date(at) } : {}) };
}

const ERROR = 1;
const WARNING = 2;

/** Advice stays away: terraform cannot keep it from what programs read. */
export const diagnosticMessages = (diagnostics: readonly ProviderDiagnostic[]): Message[] =>
  diagnostics
    .filter(({ advice }) => !advice)
    .map(({ severity, summary, detail, path }) => ({
      severity: severity === "error" ? ERROR : WARNING,
      summary,
      detail,
      attribute: path && pathMessage(path),
    }));

export const diagnosticsFrom = (messages: unknown): ProviderDiagnostic[] =>
  ((messages ?? []) as readonly Message[]).map((message) => {
    const path = message["attribute"] === undefined ? [] : pathFrom(message["attribute"]);
    return {
      severity: message["severity"] === WARNING ? "warning" : "error",
      summary: message["summary"] as string,
      detail: message["detail"] as string,
      ...(path.length > 0 ? { path } : {}),
    };
  });

/** A set element cannot be addressed in the protocol: the path ends before it. */
export function pathMessage(path: ValuePath): Message {
  const steps: Message[] = [];
  for (const step of path) {
    if (step.kind === "attribute") steps.push({ attribute_name: step.name });
    else if (typeof step.key === "string") steps.push({ element_key_string: step.key });
    else if (typeof step.key === "number") steps.push({ element_key_int: step.key });
    else break;
  }
  return { steps };
}

export function pathFrom(message: unknown): ValuePath {
  return (((message as Message)["steps"] ?? []) as readonly Message[]).map((step): PathStep => {
    const name = step["attribute_name"];
    if (name !== undefined) return { kind: "attribute", name: name as string };
    return { kind: "index", key: (step["element_key_string"] ?? step["element_key_int"]) as string | number };
  });
}
