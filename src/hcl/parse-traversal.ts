/** Parses a traversal that stands alone, such as an address on the command line. */
import { parseQuotedLiteral } from "./parse-body.ts";
import { checkedNumber } from "./parse-expression.ts";
import { rangeBetween, type SourceRange } from "./source.ts";
import type { Traversal, TraversalStep } from "./syntax.ts";
import { type Token } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

/** Reads a name and its steps to the end; undefined when not even a name is there. */
export function parseWholeTraversal(reader: TokenReader): Traversal | undefined {
  const root = reader.read();
  if (root.type !== "identifier") {
    reader.error("Variable name required", "Must begin with a variable name.", root.range);
    return undefined;
  }
  const steps: TraversalStep[] = [];
  for (;;) {
    const next = reader.peek();
    const mark = reader.mark();
    if (next.type === "end-of-file") break;
    const step =
      next.type === "." ? readAttribute(reader, root) : next.type === "[" ? readIndex(reader, root) : undefined;
    if (step) steps.push(step);
    else if (next.type !== "." && next.type !== "[") {
      reader.error(
        "Invalid character",
        "Expected an attribute access or an index operator.",
        next.range,
        rangeBetween(root.range, next.range),
      );
    }
    if (reader.mark() > mark) break;
  }
  const range = rangeBetween(root.range, steps.at(-1)?.range ?? root.range);
  return { root: root.text, rootRange: root.range, steps, range };
}

function readAttribute(reader: TokenReader, root: Token): TraversalStep | undefined {
  const dot = reader.read();
  const name = reader.read();
  if (name.type === "identifier") {
    return { kind: "attribute", name: name.text, range: rangeBetween(dot.range, name.range) };
  }
  reader.error(
    "Attribute name required",
    name.type === "*" ? "Splat expressions (.*) may not be used here." : "Dot must be followed by attribute name.",
    name.range,
    rangeBetween(root.range, name.range),
  );
  return undefined;
}

function readIndex(reader: TokenReader, root: Token): TraversalStep | undefined {
  const open = reader.read();
  const next = reader.peek();
  if (next.type === "number") {
    reader.read();
    const text = checkedNumber(reader, next.text, next.range);
    return { kind: "index", key: { type: "number", text }, range: closeIndex(reader, open) };
  }
  if (next.type === "open-quote") {
    const { text } = parseQuotedLiteral(reader);
    return { kind: "index", key: { type: "string", text }, range: closeIndex(reader, open) };
  }
  const context = rangeBetween(root.range, next.range);
  if (next.type === "*") {
    reader.error("Attribute name required", "Splat expressions ([*]) may not be used here.", next.range, context);
  } else {
    reader.error(
      "Index value required",
      "Index brackets must contain either a literal number or a literal string.",
      next.range,
      context,
    );
  }
  return undefined;
}

function closeIndex(reader: TokenReader, open: Token): SourceRange {
  const close = reader.read();
  const range = rangeBetween(open.range, close.range);
  if (close.type !== "]") {
    reader.error("Unclosed index brackets", "Index key must be followed by a closing bracket.", close.range, range);
  }
  return range;
}
