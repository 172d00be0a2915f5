/** `yamlencode`: keys and strings always in double quotes, several lines as a literal block. */
import { BigFloat } from "../number.ts";
import type { Value } from "../value.ts";

export function encodeYaml(value: Value): string {
  const { content } = value;
  if (isInline(value)) {
    const text = inlineText(value);
    const open = content === null || typeof content === "boolean" || content instanceof BigFloat;
    // A plain scalar could go on, so the end of the document is marked.
    return open ? `${text}\n...\n` : `${text}\n`;
  }
  return typeof content === "string" ? `${literalBlock(content, "  ")}\n` : `${blockLines(value, "").join("\n")}\n`;
}

/** Whether the value stands on one line behind its key or dash. */
function isInline({ content }: Value): boolean {
  if (typeof content === "string") return !content.includes("\n") || !canBeBlock(content);
  if (content instanceof Map) return content.size === 0;
  return !Array.isArray(content) || content.length === 0;
}

function inlineText(value: Value): string {
  const { content } = value;
  if (content === null) return "null";
  if (typeof content === "string") return quote(content);
  if (content instanceof Map) return "{}";
  if (Array.isArray(content)) return "[]";
  return content instanceof BigFloat ? content.toString() : content === true ? "true" : "false";
}

function blockLines(value: Value, indent: string): string[] {
  const { content } = value;
  const lines: string[] = [];
  if (content instanceof Map) {
    for (const [key, item] of content as ReadonlyMap<string, Value>) {
      const head = `${indent}${quote(key)}:`;
      if (isInline(item)) lines.push(`${head} ${inlineText(item)}`);
      else if (typeof item.content === "string") lines.push(`${head} ${literalBlock(item.content, `${indent}  `)}`);
      // A list under a key is not indented further.
      else lines.push(head, ...blockLines(item, Array.isArray(item.content) ? indent : `${indent}  `));
    }
    return lines;
  }
  for (const item of value.elements) {
    const inner = `${indent}  `;
    if (isInline(item)) lines.push(`${indent}- ${inlineText(item)}`);
    else if (typeof item.content === "string") lines.push(`${indent}- ${literalBlock(item.content, inner)}`);
    else {
      const [first = "", ...rest] = blockLines(item, inner);
      lines.push(`${indent}- ${first.slice(inner.length)}`, ...rest);
    }
  }
  return lines;
}

/** A block cannot hold what is not printable, nor spaces at the end of a line. */
const canBeBlock = (text: string): boolean =>
  !Array.from(text).some((c) => c !== "\n" && !isPrintable(c)) && !/ (?:\n|$)/.test(text);

function literalBlock(text: string, indent: string): string {
  const hint = /^[ \n]/.test(text) ? "2" : "";
  const chomp = !text.endsWith("\n") ? "-" : text === "\n" || text.endsWith("\n\n") ? "+" : "";
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  const lines = body.split("\n").map((line) => (line === "" ? "" : indent + line));
  return `|${hint}${chomp}\n${lines.join("\n")}`;
}

function isPrintable(char: string): boolean {
  const code = char.codePointAt(0) as number;
  if (code < 0xa0) return code >= 0x20 && code <= 0x7e;
  // Beyond the first plane libyaml calls nothing printable.
  return code <= 0xffff && code !== 0xfeff && code !== 0xfffe && code !== 0xffff && !(code >= 0xd800 && code <= 0xdfff);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\u0007": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\u001b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\u0085": "\\N",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

function quote(text: string): string {
  let result = '"';
  for (const char of text) {
    const escape = ESCAPES[char];
    if (escape !== undefined) result += escape;
    else if (isPrintable(char)) result += char;
    else result += escapeCode(char.codePointAt(0) as number);
  }
  return `${result}"`;
}

function escapeCode(code: number): string {
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
