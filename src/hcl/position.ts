/** Positions as HCL counts them: columns in grapheme clusters, offsets in UTF-8 bytes. */
import type { Position } from "./source.ts";

export const START: Position = { line: 1, column: 1, byte: 0 };

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** ASCII alone. */
const PLAIN = /^\p{ASCII}*$/u;

/** The grapheme clusters of a text. */
export function graphemes(text: string): string[] {
  if (PLAIN.test(text) && !text.includes("\r")) return Array.from(text);
  return Array.from(segmenter.segment(text)).flatMap(({ segment }) => splitConjunct(segment));
}

/** Conjunct letters of Indic scripts, which newer Unicode versions take as one cluster and Terraform's does not. */
const splitConjunct = (segment: string): string[] => (VIRAMA.test(segment) ? segment.split(BEFORE_LETTER) : [segment]);

const VIRAMA = /[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]/;
const BEFORE_LETTER = /(?<=[\p{M}\u200d])(?=\p{Lo})/u;

/** How many grapheme clusters a text has. */
export function graphemeCount(text: string): number {
  if (PLAIN.test(text) && !text.includes("\r")) return text.length;
  let count = 0;
  for (const { segment } of segmenter.segment(text)) count += splitConjunct(segment).length;
  return count;
}

/** The position after `text`. */
export function advance(from: Position, text: string): Position {
  if (PLAIN.test(text)) return advancePlain(from, text);
  let { line, column } = from;
  for (const { segment } of segmenter.segment(text)) {
    if (segment === "\n" || segment === "\r\n") {
      line++;
      column = 1;
    } else column += splitConjunct(segment).length;
  }
  return { line, column, byte: from.byte + Buffer.byteLength(text, "utf8") };
}

function advancePlain(from: Position, text: string): Position {
  const lastBreak = text.lastIndexOf("\n");
  const byte = from.byte + text.length;
  // A carriage return and its line feed are one cluster, which only matters where it does not end a line.
  if (lastBreak < 0) return { line: from.line, column: from.column + text.length, byte };
  let line = from.line;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) line++;
  return { line, column: text.length - lastBreak, byte };
}
