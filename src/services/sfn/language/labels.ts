/** The Label of a distributed Map becomes part of the names of its runs, so not every text is one. */
import { INVALID_NAME } from "./names.ts";

/** What is wrong with a label; undefined when nothing is. */
export function labelFault(label: string): string | undefined {
  if (label === "") return "Label cannot be empty";
  if (label.length > 40) return "Label cannot exceed 40 characters";
  const invalid = Array.from(label).find((sign) => INVALID_NAME.test(sign));
  return invalid === undefined ? undefined : `Label contains invalid character: ${quoted(invalid)}`;
}

/** The first fault of any label of a definition. */
export function firstLabelFault(text: string): string | undefined {
  let fault: string | undefined;
  JSON.parse(text, (name, value: unknown) => {
    if (name === "Label" && typeof value === "string") fault ??= labelFault(value);
    return value;
  });
  return fault;
}

/** Text in quotes as the recorded refusals write it: control characters escaped, quotes chosen to need no escape. */
export function quoted(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replace(CONTROL, (sign) => NAMED[sign] ?? hexadecimal(sign));
  if (!escaped.includes("'")) return `'${escaped}'`;
  return escaped.includes('"') ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped}"`;
}

// oxlint-disable-next-line no-control-regex -- control characters are what is escaped
const CONTROL = /[\u0000-\u001f\u007f-\u00a0]/g;
const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function hexadecimal(sign: string): string {
  return `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
