/** Character encodings by their IANA names, for `textencodebase64` and `textdecodebase64`. */

/** The name Terraform's messages use, by lower-case name or alias. */
const NAMES: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  utf8: "UTF-8",
  "utf-16": "UTF-16",
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  "iso-8859-1": "ISO_8859-1:1987",
  "iso_8859-1": "ISO_8859-1:1987",
  latin1: "ISO_8859-1:1987",
  l1: "ISO_8859-1:1987",
  "us-ascii": "US-ASCII",
  ascii: "US-ASCII",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252",
};

export const ianaName = (name: string): string | undefined => {
  const key = name.toLowerCase();
  return Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
};

/** The bytes, or undefined when a character cannot be represented. */
export function encodeText(text: string, iana: string): Uint8Array | undefined {
  switch (iana) {
    case "UTF-8":
      return Buffer.from(text, "utf8");
    case "UTF-16LE":
      return Buffer.from(text, "utf16le");
    case "UTF-16":
      return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]);
    case "UTF-16BE":
      return Buffer.from(text, "utf16le").swap16();
    default:
      return encodeSingleByte(text, iana);
  }
}

function encodeSingleByte(text: string, iana: string): Uint8Array | undefined {
  const table = singleByteTable(iana);
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = table.get(letter);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

function singleByteTable(iana: string): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  for (let byte = 0; byte < (iana === "US-ASCII" ? 128 : 256); byte++) {
    table.set(decodeText(Uint8Array.of(byte), iana), byte);
  }
  return table;
}

export function decodeText(bytes: Uint8Array, iana: string): string {
  switch (iana) {
    case "UTF-16": {
      const little = bytes[0] === 0xff && bytes[1] === 0xfe;
      return new TextDecoder(little ? "utf-16le" : "utf-16be").decode(bytes);
    }
    case "UTF-16LE":
    case "UTF-16BE":
      return new TextDecoder(iana.toLowerCase(), { ignoreBOM: true }).decode(bytes);
    case "windows-1252":
      return new TextDecoder("windows-1252").decode(bytes);
    case "UTF-8":
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    default:
      return Buffer.from(bytes).toString("latin1");
  }
}
