/** Values of a query: what fields have, functions return and results show. Points in time are Dates. */
export type Value = string | number | boolean | Date | undefined;

export function textOf(value: Value): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString().replace("T", " ").slice(0, -1);
  if (typeof value === "boolean") return value ? "1" : "0";
  return Number.isInteger(value) || !Number.isFinite(value)
    ? String(value)
    : String(Math.round(value * 10_000) / 10_000);
}

/** NaN for what is no number. */
export function numberOf(value: Value): number {
  if (typeof value === "number") return value;
  if (value instanceof Date) return value.getTime();
  if (typeof value === "boolean") return value ? 1 : 0;
  return value === undefined || value.trim() === "" ? Number.NaN : Number(value);
}

export function truthOf(value: Value): boolean {
  return (
    value instanceof Date || (value !== undefined && value !== false && value !== 0 && value !== "" && value !== "0")
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
