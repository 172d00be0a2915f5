/** Values of a query: what fields have, functions return and results show. Points in time are Dates. */
export type Value = string | number | boolean | Date | Structure | undefined;

/** A list or a map, which only jsonParse makes. */
export class Structure {
  readonly content: object;

  constructor(content: object) {
    this.content = content;
  }
}

/** A value of a JSON document as jsonParse gives it. */
export function parsedValue(value: unknown): Value {
  if (typeof value === "object" && value !== null) return new Structure(value);
  return scalar(value);
}

/** A value of a JSON document as a discovered field has it. */
export function scalar(value: unknown): Value {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" || typeof value === "number") return value;
  return typeof value === "boolean" ? (value ? 1 : 0) : JSON.stringify(value);
}

/** What a document has at a path. A name with dots is a path, unless there is a field of just that name. */
export function pathValue(document: unknown, path: string): unknown {
  if (typeof document !== "object" || document === null) return undefined;
  if (Object.hasOwn(document, path)) return (document as Record<string, unknown>)[path];
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const head = path.slice(0, dot);
    if (!Object.hasOwn(document, head)) continue;
    const found = pathValue((document as Record<string, unknown>)[head], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

export function textOf(value: Value): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString().replace("T", " ").slice(0, -1);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (value instanceof Structure) return JSON.stringify(value.content);
  return Number.isInteger(value) || !Number.isFinite(value)
    ? String(value)
    : String(Math.round(value * 10_000) / 10_000);
}

/** NaN for what is no number. */
export function numberOf(value: Value): number {
  if (typeof value === "number") return value;
  if (value instanceof Date) return value.getTime();
  if (typeof value === "boolean") return value ? 1 : 0;
  return value === undefined || value instanceof Structure || value.trim() === "" ? Number.NaN : Number(value);
}

export function truthOf(value: Value): boolean {
  return (
    value instanceof Date ||
    value instanceof Structure ||
    (value !== undefined && value !== false && value !== 0 && value !== "" && value !== "0")
  );
}

/** Numbers by value, everything else as text; what is missing comes first. */
export function compareValues(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  const left = numberOf(a);
  const right = numberOf(b);
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  const [leftText, rightText] = [textOf(a), textOf(b)];
  return leftText < rightText ? -1 : leftText > rightText ? 1 : 0;
}
