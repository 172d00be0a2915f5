/** Templates: text with references, directives and comments. */
import { parseExpression, parseReference } from "./parse-expression.ts";
import { Reader } from "./reader.ts";
import type { Branch, Expression, Node } from "./syntax.ts";

/** A directive's word, bare or in braces. */
const DIRECTIVE =
  /#(?:\{(set|if|elseif|else|end|foreach|break|stop)\}|(set|if|elseif|else|end|foreach|break|stop)(?![A-Za-z0-9_]))/y;
/** Blanks up to the end of the line behind a directive belong to it. */
const REST_OF_LINE = /[ \t]*\r?\n/y;

const parsed = new Map<string, readonly Node[]>();
const MOST_REMEMBERED = 500;

/** Throws TemplateError. */
export function parseTemplate(text: string): readonly Node[] {
  const known = parsed.get(text);
  if (known) return known;
  const { nodes, end } = parseNodes(new Reader(text));
  if (end !== undefined) throw new Reader(text).fault(`unexpected #${end}`);
  if (parsed.size >= MOST_REMEMBERED) parsed.clear();
  parsed.set(text, nodes);
  return nodes;
}

interface Block {
  readonly nodes: readonly Node[];
  /** The directive that ended the block: else, elseif, end. */
  readonly end: string | undefined;
}

function parseNodes(reader: Reader): Block {
  const nodes: Node[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") nodes.push({ type: "text", text });
    text = "";
  };
  while (!reader.done) {
    const plain = reader.match(/[^#$\\]+/y);
    if (plain !== undefined) {
      text += plain;
      continue;
    }
    if (reader.match(/\\(?=[$#])/y) !== undefined) {
      text += reader.text[reader.at++];
      continue;
    }
    if (reader.match(/##[^\n]*\n?|#\*[\s\S]*?\*#/y) !== undefined) continue;
    if (reader.take("#[[")) {
      const end = reader.text.indexOf("]]#", reader.at);
      if (end < 0) throw reader.fault("unclosed #[[");
      text += reader.text.slice(reader.at, end);
      reader.at = end + 3;
      continue;
    }
    const word = reader.match(DIRECTIVE)?.replace(/[#{}]/g, "");
    if (word === "else" || word === "elseif" || word === "end") {
      flush();
      return { nodes, end: word };
    }
    if (word !== undefined) {
      flush();
      nodes.push(parseDirective(reader, word));
      continue;
    }
    const start = reader.at;
    const found = reader.peek("$") ? parseReference(reader, parseTemplate) : undefined;
    if (!found) {
      text += reader.text[reader.at++];
      continue;
    }
    flush();
    nodes.push({ type: "reference", ...found, source: reader.text.slice(start, reader.at) });
  }
  flush();
  return { nodes, end: undefined };
}

function parseDirective(reader: Reader, word: string): Node {
  if (word === "break" || word === "stop") {
    reader.match(REST_OF_LINE);
    return { type: word };
  }
  if (word === "set") return parseSet(reader);
  return word === "if" ? parseIf(reader) : parseForeach(reader);
}

function parseSet(reader: Reader): Node {
  reader.expect("(");
  reader.skipBlanks();
  const target = parseReference(reader, parseTemplate);
  if (!target) throw reader.fault("expected a reference");
  reader.expect("=");
  const value = parseExpression(reader, parseTemplate);
  reader.expect(")");
  reader.match(REST_OF_LINE);
  return { type: "set", target: target.reference, value };
}

function parseTest(reader: Reader): Expression {
  reader.expect("(");
  const test = parseExpression(reader, parseTemplate);
  reader.expect(")");
  return test;
}

function parseIf(reader: Reader): Node {
  const branches: Branch[] = [];
  let test = parseTest(reader);
  for (;;) {
    reader.match(REST_OF_LINE);
    const { nodes: body, end } = parseNodes(reader);
    branches.push({ test, body });
    if (end === "elseif") {
      test = parseTest(reader);
      continue;
    }
    reader.match(REST_OF_LINE);
    return { type: "if", branches, otherwise: end === "else" ? parseBody(reader) : closed(reader, end, []) };
  }
}

function parseForeach(reader: Reader): Node {
  reader.expect("(");
  reader.skipBlanks();
  const item = parseReference(reader, parseTemplate);
  if (!item) throw reader.fault("expected a reference");
  reader.skipBlanks();
  if (reader.match(/in\b/y) === undefined) throw reader.fault('expected "in"');
  const list = parseExpression(reader, parseTemplate);
  reader.expect(")");
  reader.match(REST_OF_LINE);
  return { type: "foreach", name: item.reference.name, list, body: parseBody(reader) };
}

function parseBody(reader: Reader): readonly Node[] {
  const { nodes, end } = parseNodes(reader);
  const body = closed(reader, end, nodes);
  reader.match(REST_OF_LINE);
  return body;
}

function closed(reader: Reader, end: string | undefined, nodes: readonly Node[]): readonly Node[] {
  if (end !== "end") throw reader.fault("expected #end");
  return nodes;
}
