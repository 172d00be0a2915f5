/** A stored record as the SDK's type, for callers inside the process: dates and bytes instead of numbers and base64. */
import type { _Record, AttributeValue } from "@aws-sdk/client-dynamodb-streams";

type Json = Readonly<Record<string, unknown>>;

export function recordOf(text: string): _Record {
  const record = JSON.parse(text) as Json;
  const change = record.dynamodb as Json;
  const identity = record.userIdentity as { readonly PrincipalId: string; readonly Type: string } | undefined;
  return {
    ...record,
    ...(identity ? { userIdentity: { PrincipalId: identity.PrincipalId, Type: identity.Type } } : {}),
    dynamodb: {
      ...change,
      ApproximateCreationDateTime: new Date((change.ApproximateCreationDateTime as number) * 1000),
      ...image(change, "Keys"),
      ...image(change, "NewImage"),
      ...image(change, "OldImage"),
    },
  } as _Record;
}

function image(change: Json, name: string): Record<string, Record<string, AttributeValue>> {
  const attributes = change[name] as Json | undefined;
  return attributes ? { [name]: attributesOf(attributes) } : {};
}

function attributesOf(attributes: Json): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, valueOf(value as Json)]));
}

function valueOf(value: Json): AttributeValue {
  if (typeof value.B === "string") return { B: Buffer.from(value.B, "base64") };
  if (Array.isArray(value.BS)) return { BS: value.BS.map((member: string) => Buffer.from(member, "base64")) };
  if (Array.isArray(value.L)) return { L: value.L.map((element: Json) => valueOf(element)) };
  if (value.M) return { M: attributesOf(value.M as Json) };
  return value as unknown as AttributeValue;
}
