/** Parses what follows a term: `.name`, `[key]`, the legacy `.0`, and splats. */
import { checkedNumber, invalidExpression, parseExpression } from "./parse-expression.ts";
import { rangeBetween, type SourceRange } from "./source.ts";
import type { AnonymousSymbolExpression, Expression, TraversalStep } from "./syntax.ts";
import { type Token } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

export function parseSteps(reader: TokenReader, from: Expression): Expression {
  let result = from;
  for (;;) {
    const { type } = reader.peek();
    if (type === ".") result = parseDot(reader, result, from);
    else if (type === "[") result = parseBracket(reader, result, from);
    else return result;
  }
}

/** Adds one step to an expression; steps that follow each other make one traversal. */
function withStep(expression: Expression, step: TraversalStep): Expression {
  const range = rangeBetween(expression.range, step.range);
  if (expression.kind === "scope-traversal") {
    const { traversal } = expression;
    return { kind: "scope-traversal", traversal: { ...traversal, steps: [...traversal.steps, step], range }, range };
  }
  if (expression.kind === "relative-traversal") {
    return { ...expression, traversal: [...expression.traversal, step], range };
  }
  return { kind: "relative-traversal", source: expression, traversal: [step], range };
}

function parseDot(reader: TokenReader, target: Expression, from: Expression): Expression {
  const dot = reader.read();
  const next = reader.peek();
  switch (next.type) {
    case "identifier":
      reader.read();
      return withStep(target, { kind: "attribute", name: next.text, range: rangeBetween(dot.range, next.range) });
    case "number":
      reader.read();
      return withStep(target, legacyIndex(reader, dot, next, ""));
    case "*":
      return parseAttributeSplat(reader, dot, target, from);
    default:
      reader.error("Invalid attribute name", "An attribute name is required after a dot.", next.range);
      reader.setRecovering();
      return invalidExpression(rangeBetween(from.range, dot.range));
  }
}

/** `list.0`, which early Terraform had; `list.0.1` reads as a fraction and is refused. */
function legacyIndex(reader: TokenReader, dot: Token, number: Token, hint: string): TraversalStep {
  const range = rangeBetween(dot.range, number.range);
  const point = number.text.indexOf(".");
  if (point >= 0) {
    const [first, second] = [number.text.slice(0, point), number.text.slice(point + 1)];
    reader.error(
      "Invalid legacy index syntax",
      `When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax${hint} instead, like [${first}][${second}].`,
      number.range,
    );
    return { kind: "index", key: { type: "number", text: "0" }, range };
  }
  return { kind: "index", key: { type: "number", text: checkedNumber(reader, number.text, number.range) }, range };
}

/** `list.*.a.b`: only attributes may follow, and they belong to the splat. */
function parseAttributeSplat(reader: TokenReader, dot: Token, source: Expression, from: Expression): Expression {
  const star = reader.read();
  const firstRange = reader.nextRange;
  const steps: TraversalStep[] = [];
  while (reader.peek().type === ".") {
    const stepDot = reader.read();
    const name = reader.peek();
    if (name.type === "number") {
      reader.read();
      steps.push(legacyIndex(reader, stepDot, name, " with a full splat expression [*]"));
      continue;
    }
    if (name.type !== "identifier") {
      const nested = name.type === "*";
      reader.errorUnlessRecovering(
        nested ? "Nested splat expression not allowed" : "Invalid attribute name",
        nested
          ? "A splat expression (*) cannot be used inside another attribute-only splat expression."
          : "An attribute name is required after a dot.",
        nested ? name.range : star.range,
      );
      reader.setRecovering();
      return source;
    }
    reader.read();
    steps.push({ kind: "attribute", name: name.text, range: rangeBetween(stepDot.range, name.range) });
  }
  const markerRange = rangeBetween(dot.range, star.range);
  const item: AnonymousSymbolExpression = { kind: "anonymous-symbol", range: markerRange };
  const lastRange = steps.at(-1)?.range ?? star.range;
  const each: Expression =
    steps.length === 0
      ? item
      : { kind: "relative-traversal", source: item, traversal: steps, range: rangeBetween(firstRange, lastRange) };
  return { kind: "splat", source, each, item, markerRange, range: rangeBetween(from.range, lastRange) };
}

function parseBracket(reader: TokenReader, target: Expression, from: Expression): Expression {
  const open = reader.read();
  if (reader.peek().type === "*") return parseFullSplat(reader, open, target, from);
  reader.pushNewlines(false);
  const mark = reader.mark();
  const key = parseExpression(reader);
  const close = closeBracket(reader, mark);
  reader.popNewlines();
  const range = rangeBetween(open.range, close);
  const step = literalKey(key);
  if (step) return withStep(target, { kind: "index", key: step, range });
  return {
    kind: "index",
    collection: target,
    key,
    bracketRange: range,
    openRange: open.range,
    range: rangeBetween(from.range, range),
  };
}

function closeBracket(reader: TokenReader, mark: number): SourceRange {
  if (reader.failedSince(mark)) return reader.recover("]").range;
  const close = reader.read();
  if (close.type === "]" || reader.recovering) return close.range;
  // Terraform points at where reading goes on, not at what stands in the bracket's place.
  const found = reader.recover("]").range;
  reader.error("Missing close bracket on index", 'The index operator must end with a closing bracket ("]").', found);
  return found;
}

type IndexKey = Extract<TraversalStep, { kind: "index" }>["key"];

/** The key of an index that is written out, which makes it part of a traversal. */
function literalKey(key: Expression): IndexKey | undefined {
  if (key.kind === "literal" && key.value.type === "number") return { type: "number", text: key.value.text };
  const text = stringLiteral(key);
  return text === undefined ? undefined : { type: "string", text };
}

/** The text of a quoted string without template sequences. */
export function stringLiteral(expression: Expression): string | undefined {
  if (expression.kind !== "template" || expression.parts.length !== 1) return undefined;
  const part = expression.parts[0] as Expression;
  return part.kind === "literal" && part.value.type === "string" ? part.value.text : undefined;
}

/** `list[*].a[0]`: whatever follows belongs to the splat. */
function parseFullSplat(reader: TokenReader, open: Token, source: Expression, from: Expression): Expression {
  reader.read();
  let close = reader.read();
  if (close.type !== "]" && !reader.recovering) {
    close = reader.recover("]");
    reader.error(
      "Missing close bracket on splat index",
      'The star for a full splat operator must be immediately followed by a closing bracket ("]").',
      close.range,
    );
  }
  const markerRange = rangeBetween(open.range, close.range);
  const item: AnonymousSymbolExpression = { kind: "anonymous-symbol", range: markerRange };
  const each = parseSteps(reader, item);
  return { kind: "splat", source, each, item, markerRange, range: rangeBetween(from.range, each.range) };
}
