/** Character encodings for `textencodebase64` and `textdecodebase64`, by the names of encoding-names.ts. */
import { UPPER_HALVES, WHOLE_PAGES } from "./code-pages.ts";

const DOUBLE_BYTE: Readonly<Record<string, string>> = {
  Extended_UNIX_Code_Packed_Format_for_Japanese: "euc-jp",
  Shift_JIS: "shift_jis",
  "EUC-KR": "euc-kr",
  GBK: "gbk",
  GB18030: "gb18030",
  Big5: "big5",
};

/** What Terraform decodes otherwise than the runtime: encoding, byte, letter. */
const EXCEPTIONS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  "KOI8-U": { 0xae: "\u045e", 0xbe: "\u040e" },
  "windows-1253": { 0xaa: "\ufffd" },
  "windows-1255": { 0xca: "\u05ba" },
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
      return encodeByTable(text, iana in DOUBLE_BYTE ? doubleByteTable(iana) : singleByteTable(iana));
  }
}

const doubleByteTables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Turns the decoder round, once an encoding. */
function doubleByteTable(iana: string): ReadonlyMap<string, readonly number[]> {
  const known = doubleByteTables.get(iana);
  if (known) return known;
  const table = new Map<string, readonly number[]>();
  for (let byte = 0; byte < 128; byte++) table.set(String.fromCharCode(byte), [byte]);
  const add = (...bytes: readonly number[]): void => {
    const letter = decodeText(Uint8Array.from(bytes), iana);
    if (Array.from(letter).length === 1 && letter !== "\ufffd" && !table.has(letter)) table.set(letter, bytes);
  };
  if (iana !== "GB18030") for (let byte = 0x80; byte < 0x100; byte++) add(byte);
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  }
  doubleByteTables.set(iana, table);
  return table;
}

function encodeByTable(text: string, table: ReadonlyMap<string, readonly number[]>): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = table.get(letter);
    if (!code) return undefined;
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

const singleByteTable = (iana: string): ReadonlyMap<string, readonly number[]> =>
  new Map(
    Array.from({ length: 256 }, (_, byte) => [decodeByte(byte, iana), [byte]] as const).filter(
      ([letter]) => letter !== "\ufffd",
    ),
  );

/** The text; U+FFFD in it stands for what the encoding does not define. */
export function decodeText(bytes: Uint8Array, iana: string): string {
  switch (iana) {
    case "UTF-16": {
      const little = bytes[0] === 0xff && bytes[1] === 0xfe;
      return new TextDecoder(little ? "utf-16le" : "utf-16be").decode(bytes);
    }
    case "UTF-8":
    case "UTF-16LE":
    case "UTF-16BE":
      return new TextDecoder(iana.toLowerCase(), { ignoreBOM: true }).decode(bytes);
    default: {
      const decoder = DOUBLE_BYTE[iana];
      if (decoder) return definedOnly(straightened(new TextDecoder(decoder).decode(bytes), iana));
      return Array.from(bytes, (byte) => decodeByte(byte, iana)).join("");
    }
  }
}

function decodeByte(byte: number, iana: string): string {
  const page = WHOLE_PAGES[iana];
  if (page) return page[byte] as string;
  if (byte < 0x80) return String.fromCharCode(byte);
  const upper = UPPER_HALVES[iana];
  if (upper) return upper[byte - 0x80] ?? String.fromCharCode(byte);
  if (iana === "US-ASCII") return "\ufffd";
  if (iana === "ISO_8859-1:1987" || (iana === "ISO_8859-9:1989" && byte < 0xa0)) return String.fromCharCode(byte);
  const exception = EXCEPTIONS[iana]?.[byte];
  const label = iana
    .replace(/:\d+$/, "")
    .replace(/(8859-[68])-[EI]$/, "$1")
    .toLowerCase();
  return exception ?? definedOnly(new TextDecoder(label).decode(Uint8Array.of(byte)));
}

/** The runtime passes bytes that mean nothing as control characters or private ones. */
const definedOnly = (text: string): string => text.replace(/[\x81-\x9f\ue000-\uf8ff]/g, "\ufffd");

/** The runtime's Shift_JIS exchanges three control characters. */
const EXCHANGED: ReadonlyMap<string, string> = new Map([
  ["\x1a", "\x7f"],
  ["\x1c", "\x1a"],
  ["\x7f", "\x1c"],
]);

const straightened = (text: string, iana: string): string =>
  iana === "Shift_JIS" ? Array.from(text, (letter) => EXCHANGED.get(letter) ?? letter).join("") : text;
