/**
 * A small reader of XML documents: elements, attributes, text, CDATA, comments, character references. No DOCTYPE, so
 * that there are no entities to expand. S3's bodies need no more, and a library costs 100 ms to load.
 */

/** An element: its children by local name, in order; its attributes by "@" and full name; its text as "#text". */
export interface XmlElement {
  readonly [name: string]: readonly XmlElement[] | string;
}

export interface XmlDocument {
  readonly name: string;
  readonly element: XmlElement;
}

interface Open {
  readonly name: string;
  readonly element: Record<string, XmlElement[] | string>;
}

const DEEPEST = 200;
const NAME = /[A-Za-z_:][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
const NAMED: Readonly<Record<string, string>> = { amp: "&", apos: "'", gt: ">", lt: "<", quot: '"' };

/** Undefined for what is not well-formed. */
export function parseXmlDocument(text: string): XmlDocument | undefined {
  const open: Open[] = [];
  let root: XmlDocument | undefined;
  let position = 0;
  while (position < text.length) {
    const start = text.indexOf("<", position);
    const content = unescape(text.slice(position, start < 0 ? undefined : start));
    if (content === undefined || !addText(open.at(-1), content)) return undefined;
    if (start < 0) break;
    const skipped = skipMarkup(text, start, open.at(-1));
    if (skipped === undefined) return undefined;
    if (skipped > start) {
      position = skipped;
      continue;
    }
    if (text[start + 1] === "/") {
      const end = text.indexOf(">", start);
      const closed = open.pop();
      if (end < 0 || closed === undefined || text.slice(start + 2, end).trim() !== closed.name) return undefined;
      position = end + 1;
      continue;
    }
    const tag = readTag(text, start + 1);
    if (tag === undefined || (open.length === 0 && root !== undefined) || open.length > DEEPEST) return undefined;
    const local = tag.name.slice(tag.name.indexOf(":") + 1);
    const parent = open.at(-1)?.element;
    if (parent === undefined) root = { name: local, element: tag.element };
    else {
      const siblings = parent[local];
      if (Array.isArray(siblings)) siblings.push(tag.element);
      else parent[local] = [tag.element];
    }
    if (!tag.empty) open.push(tag);
    position = tag.end;
  }
  return open.length === 0 ? root : undefined;
}

/** Text outside the root may only be blank. */
function addText(open: Open | undefined, text: string): boolean {
  if (open === undefined) return text.trim() === "";
  open.element["#text"] = (open.element["#text"] as string) + text;
  return true;
}

/** Where a comment, declaration, processing instruction or CDATA section ends; `start` when there is none. */
function skipMarkup(text: string, start: number, open: Open | undefined): number | undefined {
  const skip = (opening: string, closing: string): number | undefined => {
    if (!text.startsWith(opening, start)) return start;
    const end = text.indexOf(closing, start + opening.length);
    return end < 0 ? undefined : end + closing.length;
  };
  if (text[start + 1] === "?") return skip("<?", "?>");
  if (text[start + 1] !== "!") return start;
  if (text.startsWith("<!--", start)) return skip("<!--", "-->");
  const end = text.startsWith("<![CDATA[", start) ? skip("<![CDATA[", "]]>") : undefined;
  if (end === undefined || !addText(open, text.slice(start + 9, end - 3))) return undefined;
  return end;
}

function readTag(text: string, start: number): (Open & { empty: boolean; end: number }) | undefined {
  NAME.lastIndex = start;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return undefined;
  const element: Open["element"] = Object.create(null) as Open["element"];
  element["#text"] = "";
  let position = NAME.lastIndex;
  for (;;) {
    ATTRIBUTE.lastIndex = position;
    const attribute = ATTRIBUTE.exec(text);
    if (attribute === null) break;
    const value = unescape(attribute[2] ?? attribute[3] ?? "");
    if (value === undefined || element[`@${attribute[1]}`] !== undefined) return undefined;
    element[`@${attribute[1]}`] = value;
    position = ATTRIBUTE.lastIndex;
  }
  TAG_END.lastIndex = position;
  const end = TAG_END.exec(text);
  return end === null ? undefined : { name, element, empty: end[1] === "/", end: TAG_END.lastIndex };
}

/** Undefined for a reference that means nothing. */
function unescape(text: string): string | undefined {
  if (!text.includes("&")) return text;
  let known = true;
  const plain = text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));?|&/g,
    (reference, hexadecimal, decimal, name) => {
      const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal as string, 16);
      const character = name === undefined ? characterOf(code) : NAMED[name as string];
      if (character === undefined || !reference.endsWith(";")) known = false;
      return character ?? "";
    },
  );
  return known ? plain : undefined;
}

function characterOf(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
