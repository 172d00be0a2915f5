/**
 * What is wrong with a DynamoDB item written as JSON, as the provider tells it: it decodes the text as Go does and looks
 * at the attribute values in the order in which they are written.
 */
import { jsonFault } from "./go-json.ts";

export function itemFault(text: string): string | undefined {
  if (text === "") return undefined;
  const fault = jsonFault(text);
  // Read as a stream: a text that breaks off ends early, and what follows a whole value is a value of its own.
  const whole = fault?.message.includes("after top-level value") ? text.slice(0, fault.offset - 1) : text;
  if (fault && whole === text) return fault.message.replace("unexpected end of JSON input", "unexpected EOF");
  const item = JSON.parse(whole) as unknown;
  if (item !== null && (typeof item !== "object" || Array.isArray(item)))
    return `json: cannot unmarshal ${jsonKind(item)} into Go value of type map[string]interface {}`;
  const wrong = Object.values(item ?? {})
    .map(valueFault)
    .find((one) => one !== undefined);
  return (
    wrong ??
    (whole === text
      ? undefined
      : itemFault(text.slice(whole.length).trimStart())?.replace(LATER, "$1 looking for beginning of value"))
  );
}

const LATER = /^(invalid character \S+) after top-level value$/;

function valueFault(value: unknown): string | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    return `unexpected raw attribute type: ${goType(value)}`;
  const entries = Object.entries(value);
  const [entry] = entries;
  if (!entry || entries.length > 1) return `invalid raw attribute map len: ${entries.length}`;
  return contentFault(...entry);
}

function contentFault(kind: string, content: unknown): string | undefined {
  const unexpected = `unexpected raw attribute type (${goType(content)}) for data type descriptor: ${kind}`;
  switch (kind) {
    case "S":
    case "N":
      return typeof content === "string" ? undefined : unexpected;
    case "B":
      return typeof content === "string" ? base64Fault(content) : unexpected;
    case "BOOL":
    case "NULL":
      return typeof content === "boolean" ? undefined : unexpected;
    case "L":
      return Array.isArray(content) ? firstOf(content, valueFault) : unexpected;
    case "M":
      return goType(content).startsWith("map") ? firstOf(Object.values(content as object), valueFault) : unexpected;
    case "SS":
    case "NS":
    case "BS":
      return Array.isArray(content)
        ? firstOf(content, (one) => {
            if (typeof one !== "string")
              return `unexpected raw attribute element type (${goType(one)}) for data type descriptor: ${kind}`;
            return kind === "BS" ? base64Fault(one) : undefined;
          })
        : unexpected;
    default:
      return unexpected;
  }
}

const firstOf = (list: readonly unknown[], faultOf: (one: unknown) => string | undefined): string | undefined =>
  list.map(faultOf).find((one) => one !== undefined);

function base64Fault(text: string): string | undefined {
  const good = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);
  return good ? undefined : `illegal base64 data at input byte ${text.search(/[^A-Za-z0-9+/]|$/)}`;
}

function goType(value: unknown): string {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return "[]interface {}";
  if (typeof value === "object") return "map[string]interface {}";
  return typeof value === "number" ? "float64" : typeof value === "boolean" ? "bool" : "string";
}

const jsonKind = (value: unknown): string =>
  Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
