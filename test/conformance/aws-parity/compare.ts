/** States of both sides made comparable: what each side makes up (ids, times, addresses) becomes a token. */
import { type Plain, type PlainObject, UNKNOWN } from "../../../src/providers/aws/framework/plain.ts";
import type { BlockShape } from "../../../src/providers/aws/framework/shape.ts";
import type { Type } from "../../../src/terraform/lang/type.ts";

const TOKENS: readonly (readonly [pattern: RegExp, token: string])[] = [
  [/"creation_time":\d+|\b17\d{11}\b/g, "MILLIS"],
  [/(https?|wss?):\/\/[^/"]*|(?<![\w.-])[a-z0-9]+\.(execute-api|lambda-url)[^/"]*/g, "HOST"],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+0000)/g, "TIME"],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\b/g, "TIME"],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "UUID"],
  [/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? \+0000 UTC/g, "TIME"],
  [/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d (UTC|GMT)/g, "TIME"],
  [/\d{18}[0-9a-f]{8}\b/g, "UNIQUE"],
  [/\b[0-9a-f]{64}\b/g, "SHA256"],
  [/\bcsc-[0-9a-z]{17}/g, "csc-ID"],
  [/\b2600:[0-9a-f:]+/g, "IPV6"],
  [/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/g, "MAC"],
  [/\bec2-(\d+-){3}\d+/g, "ec2-ADDRESS"],
  [/\b(?!10\.|127\.|169\.254|172\.|192\.168|0\.|1\.)\d{1,3}(\.\d{1,3}){3}\b(?!\/)/g, "ADDRESS"],
  [/\b([a-z]+(?:-[a-z]+)*)-[0-9a-f]{17}\b/g, "$1-ID"],
  [/\b(AROA|AIDA|AIPA|ANPA|AGPA|AKIA|ASCA)[A-Z0-9]{12,}/g, "$1ID"],
];

/** One side: its account, and the ids that it made up, which stand as the names of what has them. */
export interface Author {
  readonly account: string;
  readonly ids: ReadonlyMap<string, string>;
}

export function tokens(text: string, { account, ids }: Author): string {
  let result = text.replaceAll(account, "ACCOUNT");
  const longestFirst = [...ids].sort(([, a], [, b]) => b.length - a.length);
  for (const [name, id] of longestFirst)
    if (id.length > 4) result = result.replaceAll(id.replaceAll(account, "ACCOUNT"), `<${name}>`);
  for (const [pattern, token] of TOKENS) result = result.replace(pattern, token);
  return result;
}

const textOf = (value: Plain | undefined): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) => {
    if (inner === UNKNOWN) return "<unknown>";
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

function ordered(value: Plain, type: Type): Plain {
  if (Array.isArray(value) && (type.kind === "set" || type.kind === "list")) {
    const items = value.map((item: Plain) => ordered(item, type.element));
    return type.kind === "set" ? items.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)) : items;
  }
  if (type.kind === "object" && value !== null && typeof value === "object")
    return Object.fromEntries(
      [...type.attributes].map(([name, inner]) => [name, ordered((value as PlainObject)[name] ?? null, inner)]),
    );
  return value;
}

/** A text that is the same for values that are the same. */
export const comparable = (value: Plain | undefined, type: Type): string => textOf(ordered(value ?? null, type));

/** One line per attribute that differs; sets in any order. */
export function differences(
  block: BlockShape,
  ours: PlainObject | null,
  real: PlainObject | null,
  authors: { readonly ours: Author; readonly real: Author },
  free: readonly string[],
): string[] {
  const found: string[] = [];
  if (!ours || !real)
    return ours === real ? [] : [`ours ${ours ? "exists" : "is gone"}, real ${real ? "exists" : "is gone"}`];
  for (const [name, type] of block.type.attributes) {
    if (free.includes(name)) continue;
    const mine = tokens(comparable(ours[name], type), authors.ours);
    const theirs = tokens(comparable(real[name], type), authors.real);
    if (mine !== theirs) found.push(`${name}: ours ${mine}, real ${theirs}`);
  }
  return found;
}
