/** Percent-encoding as URLs and forms use it. */
import { ServiceException } from "./service-exception.ts";

export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ServiceException("SerializationException", "The request contains an invalid percent-encoding.", {}, 400);
  }
}

function decodePart(text: string): string {
  return decodePercent(text.includes("+") ? text.replaceAll("+", " ") : text);
}

/** Calls back for every `name=value` of a query string or form, decoded, in order. */
export function parseForm(text: string, each: (name: string, value: string) => void): void {
  if (text === "") return;
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    if (equals < 0) each(decodePart(pair), "");
    else each(decodePart(pair.slice(0, equals)), decodePart(pair.slice(equals + 1)));
  }
}

/** The values of a query string by name. */
export function parseQuery(text: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  parseForm(text, (name, value) => {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  });
  return values;
}
