/** Distinguished names, in the order Go writes them, and as text the way Go prints them. */
import { type Element, elements, ia5, objectId, SET, sequence, tagged, text } from "./der.ts";

/** The attributes of a `subject` block that become parts of a name, in order of encoding. */
const PARTS: readonly (readonly [string, string])[] = [
  ["country", "2.5.4.6"],
  ["organization", "2.5.4.10"],
  ["organizational_unit", "2.5.4.11"],
  ["locality", "2.5.4.7"],
  ["province", "2.5.4.8"],
  ["street_address", "2.5.4.9"],
  ["postal_code", "2.5.4.17"],
  ["common_name", "2.5.4.3"],
  ["serial_number", "2.5.4.5"],
];
const EMAIL = "1.2.840.113549.1.9.1";

export type Subject = Readonly<Record<string, string | readonly string[] | null>>;

// Recorded order: country, province, locality, street, postal code, organization, unit, common name, serial, email.
const ORDER = [
  "country",
  "province",
  "locality",
  "street_address",
  "postal_code",
  "organization",
  "organizational_unit",
  "common_name",
  "serial_number",
];

export function encodeName(subject: Subject): Buffer {
  const ids = new Map(PARTS);
  const sets: Buffer[] = [];
  const attribute = (id: string, value: Buffer): Buffer => sequence(objectId(id), value);
  for (const name of ORDER) {
    const value = subject[name];
    const values = typeof value === "string" ? [value] : (value ?? []);
    const given = values.filter((item) => item !== "");
    if (given.length > 0) {
      // DER orders the members of a set by their encoding.
      const members = given.map((item) => attribute(ids.get(name) as string, text(item))).sort((a, b) => a.compare(b));
      sets.push(tagged(SET, ...members));
    }
  }
  const email = subject["email_address"];
  if (typeof email === "string" && email !== "") sets.push(tagged(SET, attribute(EMAIL, ia5(email))));
  return sequence(...sets);
}

const SHORT: Readonly<Record<string, string>> = {
  "2.5.4.6": "C",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.3": "CN",
  "2.5.4.5": "SERIALNUMBER",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "STREET",
  "2.5.4.17": "POSTALCODE",
};

/** RFC 2253 text: the last part first, parts of one set joined by a plus sign. */
export function printName(name: Element): string {
  return elements(name.content)
    .reverse()
    .map((set) =>
      elements(set.content)
        .map((pair) => {
          const [id, value] = elements(pair.content) as [Element, Element];
          const dotted = dottedId(id.content);
          const short = SHORT[dotted];
          return short === undefined
            ? `${dotted}=#${value.encoding.toString("hex")}`
            : `${short}=${escaped(value.content.toString("utf8"))}`;
        })
        .join("+"),
    )
    .join(",");
}

const escaped = (value: string): string =>
  value
    .replace(/[,+"\\<>;]/g, "\\$&")
    .replace(/^[ #]/, "\\$&")
    .replace(/ $/, "\\ ");

export function dottedId(content: Buffer): string {
  const first = content[0] as number;
  const parts = [Math.trunc(first / 40), first % 40];
  let value = 0;
  for (const byte of content.subarray(1)) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      parts.push(value);
      value = 0;
    }
  }
  return parts.join(".");
}
