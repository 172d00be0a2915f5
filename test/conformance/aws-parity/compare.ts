/** States of both sides made comparable: what each side makes up (ids, times, addresses) becomes a token. */
import { type Plain, type PlainObject, UNKNOWN } from "../../../src/providers/aws/framework/plain.ts";
import type { BlockShape } from "../../../src/providers/aws/framework/shape.ts";
import type { Type } from "../../../src/terraform/lang/type.ts";

const TOKENS: readonly (readonly [pattern: RegExp, token: string])[] = [
  [/"creation_time":\d+|\b17\d{11}\b/g, "MILLIS"],
  [/https?:\/\/[^/"]*|(?<![\w.-])[a-z0-9]+\.(execute-api|lambda-url)[^/"]*/g, "HOST"],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+0000)/g, "TIME"],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\b/g, "TIME"],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "UUID"],
  [/\d{18}[0-9a-f]{8}\b/g, "UNIQUE"],
  [/\b([a-z]+(?:-[a-z]+)*)-[0-9a-f]{17}\b/g, "$1-ID"],
  [/\b(AROA|AIDA|AIPA|ANPA|AGPA|AKIA|ASCA)[A-Z0-9]{12,}/g, "$1ID"],
];

export function tokens(text: string, account: string): string {
  let result = text.replaceAll(account, "ACCOUNT");
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

/** One line per attribute that differs; sets in any order. */
export function differences(
  block: BlockShape,
  ours: PlainObject | null,
  real: PlainObject | null,
  accounts: { readonly ours: string; readonly real: string },
  free: readonly string[],
): string[] {
  const found: string[] = [];
  if (!ours || !real)
    return ours === real ? [] : [`ours ${ours ? "exists" : "is gone"}, real ${real ? "exists" : "is gone"}`];
  for (const [name, type] of block.type.attributes) {
    if (free.includes(name)) continue;
    const mine = tokens(textOf(ordered(ours[name] ?? null, type)), accounts.ours);
    const theirs = tokens(textOf(ordered(real[name] ?? null, type)), accounts.real);
    if (mine !== theirs) found.push(`${name}: ours ${mine}, real ${theirs}`);
  }
  return found;
}
