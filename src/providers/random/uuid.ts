/** UUIDs as an import takes them: the plain ones read by hashicorp/go-uuid, those with a version by google/uuid. */
import { quoteGo } from "../../terraform/lang/quote.ts";

export type ParsedUuid = { readonly uuid: string } | { readonly error: string };

const HEX_GROUPS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;
const URN = "urn:uuid:";

const grouped = (hex: string): ParsedUuid => ({ uuid: hex.toLowerCase().replace(HEX_GROUPS, "$1-$2-$3-$4-$5") });

/** 36 characters with four hyphens in their places. */
export function parsePlainUuid(text: string): ParsedUuid {
  if (Buffer.byteLength(text) !== 36) return { error: "uuid string is wrong length" };
  if ([8, 13, 18, 23].some((at) => text[at] !== "-")) return { error: "uuid is improperly formatted" };
  const hex = text.replace(/^(.{8})-(.{4})-(.{4})-(.{4})-/, "$1$2$3$4");
  const wrong = /[^0-9a-f]/i.exec(hex)?.[0];
  return wrong === undefined ? grouped(hex) : { error: `encoding/hex: invalid byte: ${codeAndCharacter(wrong)}` };
}

// Go's %#U: U+0067 'g'.
const codeAndCharacter = (char: string): string =>
  `U+${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")} '${char}'`;

/** With hyphens, with a URN prefix, in braces, or 32 digits. */
export function parseUuid(text: string): ParsedUuid {
  const length = Buffer.byteLength(text);
  let rest = text;
  switch (length) {
    case 36:
      break;
    case 36 + URN.length:
      if (text.slice(0, URN.length).toLowerCase() !== URN) {
        return { error: `invalid urn prefix: ${quoteGo(text.slice(0, URN.length))}` };
      }
      rest = text.slice(URN.length);
      break;
    case 38:
      rest = text.slice(1);
      break;
    case 32:
      return /^[0-9a-f]{32}$/i.test(text) ? grouped(text) : { error: "invalid UUID format" };
    default:
      return { error: `invalid UUID length: ${length}` };
  }
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})/i.exec(rest);
  return match ? { uuid: match[0].toLowerCase() } : { error: "invalid UUID format" };
}
