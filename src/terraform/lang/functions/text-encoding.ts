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
  "euc-jp": "EUC-JP",
  shift_jis: "Shift_JIS",
  sjis: "Shift_JIS",
  "euc-kr": "EUC-KR",
  gbk: "GBK",
  gb18030: "GB18030",
  big5: "Big5",
};

export const ianaName = (name: string): string | undefined => {
  const key = name.toLowerCase();
  return Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
};

/** From 0x80 on; five bytes stand for nothing. */
const WINDOWS_1252 = Array.from(
  "\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178",
);

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
    case "EUC-JP":
    case "Shift_JIS":
    case "EUC-KR":
    case "GBK":
    case "GB18030":
    case "Big5":
      return encodeDoubleByte(text, iana);
    default:
      return encodeSingleByte(text, iana);
  }
}

const doubleByteTables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Turns the decoder round, once an encoding. */
function doubleByteTable(iana: string): ReadonlyMap<string, readonly number[]> {
  const known = doubleByteTables.get(iana);
  if (known) return known;
  const decoder = new TextDecoder(iana.toLowerCase());
  const table = new Map<string, readonly number[]>();
  for (let byte = 0; byte < 128; byte++) table.set(String.fromCharCode(byte), [byte]);
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if (Array.from(letter).length === 1 && letter !== "\ufffd" && !table.has(letter))
        table.set(letter, [lead, trail]);
    }
  }
  doubleByteTables.set(iana, table);
  return table;
}

function encodeDoubleByte(text: string, iana: string): Uint8Array | undefined {
  const table = doubleByteTable(iana);
  const bytes: number[] = [];
  for (const letter of text) {
    const code = table.get(letter);
    if (!code) return undefined;
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
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
      return Array.from(bytes, (byte) => WINDOWS_1252[byte - 0x80] ?? String.fromCharCode(byte)).join("");
    case "UTF-8":
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    case "ISO_8859-1:1987":
    case "US-ASCII":
      return Buffer.from(bytes).toString("latin1");
    default:
      return new TextDecoder(iana.toLowerCase()).decode(bytes);
  }
}
