/** A JSON value where a text is wanted: texts as they are, numbers and booleans as they are written, the rest as JSON. */
export function plainText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
    case "bigint":
      return String(value);
    default:
      return JSON.stringify(value) ?? "";
  }
}
