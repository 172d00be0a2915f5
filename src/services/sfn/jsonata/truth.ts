/** What counts as true: numbers but 0, texts, arrays with something true in them, objects with members. */
import { isFunctionValue } from "./environment.ts";

export function truth(value: unknown): boolean {
  if (Array.isArray(value)) return (value as unknown[]).some(truth);
  if (isFunctionValue(value) || value instanceof RegExp) return false;
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
