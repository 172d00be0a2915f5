/** Parses templates: quoted strings, heredocs, and whole files; directives become conditionals and for expressions. */
import { flushHeredoc } from "./flush-heredoc.ts";
import { invalidExpression } from "./parse-expression.ts";
import { printRange, rangeBetween, type SourceRange } from "./source.ts";
import type { Expression } from "./syntax.ts";
import { readTemplateParts, type TemplatePart } from "./template-parts.ts";
import { type TokenType } from "./token.ts";
import { oppositeBracket, type TokenReader } from "./token-reader.ts";

/** A string or heredoc that begins here. */
export function parseQuotedTemplate(reader: TokenReader): Expression {
  const open = reader.read();
  const heredoc = open.type === "open-heredoc";
  const end = oppositeBracket(open.type) as TokenType;
  const { expressions, wrapped } = parseInner(reader, end, open.text.startsWith("<<-"));
  const range = rangeBetween(open.range, reader.previousRange);
  return build(expressions, wrapped, range, heredoc);
}

/** A template to the end of the source. */
export function parseBareTemplate(reader: TokenReader): Expression {
  const { expressions, wrapped, range } = parseInner(reader, "end-of-file", false);
  return build(expressions, wrapped, range, false);
}

function build(parts: readonly Expression[], wrapped: boolean, range: SourceRange, heredoc: boolean): Expression {
  if (wrapped) return { kind: "template-wrap", wrapped: parts[0] as Expression, range };
  return { kind: "template", parts, ...(heredoc && { heredoc }), range };
}

interface Inner {
  readonly expressions: readonly Expression[];
  /** The template is one interpolation and nothing else, so its value keeps its type. */
  readonly wrapped: boolean;
  readonly range: SourceRange;
}

function parseInner(reader: TokenReader, end: TokenType, flush: boolean): Inner {
  const { parts, range } = readTemplateParts(reader, end);
  if (flush) flushHeredoc(parts);
  const joined = joinLiterals(parts);
  const expressions = new TreeBuilder(reader, joined).build();
  return { expressions, wrapped: joined.length === 2 && joined[0]?.kind === "interpolation", range };
}

function joinLiterals(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const joined: TemplatePart[] = [];
  let run: { readonly texts: string[]; readonly first: SourceRange; last: SourceRange } | undefined;
  const flushRun = (): void => {
    if (run) joined.push({ kind: "literal", text: run.texts.join(""), range: rangeBetween(run.first, run.last) });
    run = undefined;
  };
  for (const part of parts) {
    if (part.kind !== "literal") {
      flushRun();
      joined.push(part);
    } else if (run) {
      run.texts.push(part.text);
      run.last = part.range;
    } else run = { texts: [part.text], first: part.range, last: part.range };
  }
  flushRun();
  return joined;
}

const UNBALANCED = "The control directives within this template are unbalanced.";

class TreeBuilder {
  readonly #reader: TokenReader;
  readonly #parts: readonly TemplatePart[];
  #at = 0;

  constructor(reader: TokenReader, parts: readonly TemplatePart[]) {
    this.#reader = reader;
    this.#parts = parts;
  }

  build(): readonly Expression[] {
    const expressions: Expression[] = [];
    while (this.#peek().kind !== "end") expressions.push(this.#parsePart());
    return expressions;
  }

  #peek(): TemplatePart {
    return this.#parts[this.#at] as TemplatePart;
  }

  #fail(summary: string, detail: string, range: SourceRange): Expression {
    this.#reader.error(summary, detail, range);
    return invalidExpression(range);
  }

  #parsePart(): Expression {
    const part = this.#peek();
    this.#at++;
    switch (part.kind) {
      case "literal":
        return { kind: "literal", value: { type: "string", text: part.text }, range: part.range };
      case "interpolation":
        return part.expression;
      case "if":
        return this.#parseIf(part);
      case "for":
        return this.#parseFor(part);
      default:
        return this.#fail(`Unexpected ${part.kind} directive`, UNBALANCED, part.range);
    }
  }

  #parseIf(open: Extract<TemplatePart, { kind: "if" }>): Expression {
    const branches: [Expression[], Expression[]] = [[], []];
    let branch: 0 | 1 = 0;
    for (;;) {
      const next = this.#peek();
      if (next.kind === "end") return this.#unclosed("if", open.range, next.range);
      if (next.kind === "endif") break;
      if (next.kind === "else" && branch === 0) {
        this.#at++;
        branch = 1;
      } else if (next.kind === "else" || next.kind === "endfor") {
        this.#at++;
        const where = printRange(open.range);
        const detail =
          next.kind === "else"
            ? `Already in the else clause for the if started at ${where}.`
            : `Expecting an endif directive for the if started at ${where}.`;
        return this.#fail(`Unexpected ${next.kind} directive`, detail, next.range);
      } else branches[branch].push(this.#parsePart());
    }
    const close = this.#peek();
    this.#at++;
    return {
      kind: "conditional",
      condition: open.condition,
      whenTrue: sequence(branches[0], afterRange(open.range)),
      whenFalse: sequence(branches[1], { ...close.range, end: close.range.start }),
      range: rangeBetween(open.range, close.range),
    };
  }

  #parseFor(open: Extract<TemplatePart, { kind: "for" }>): Expression {
    const content: Expression[] = [];
    for (;;) {
      const next = this.#peek();
      if (next.kind === "end") return this.#unclosed("for", open.range, next.range);
      if (next.kind === "endfor") break;
      if (next.kind === "else" || next.kind === "endif") {
        this.#at++;
        const detail =
          next.kind === "else"
            ? "An else clause is not expected for a for directive."
            : `Expecting an endfor directive corresponding to the for directive at ${printRange(open.range)}.`;
        return this.#fail(`Unexpected ${next.kind} directive`, detail, next.range);
      }
      content.push(this.#parsePart());
    }
    const close = this.#peek();
    this.#at++;
    const range = rangeBetween(open.range, close.range);
    return {
      kind: "template-join",
      tuple: {
        kind: "for",
        ...open.names,
        collection: open.collection,
        value: sequence(content, afterRange(open.range)),
        grouped: false,
        openRange: open.range,
        closeRange: close.range,
        range,
      },
      range,
    };
  }

  #unclosed(word: "if" | "for", open: SourceRange, end: SourceRange): Expression {
    const detail = `The ${word} directive at ${printRange(open)} is missing its corresponding end${word} directive.`;
    return this.#fail("Unexpected end of template", detail, end);
  }
}

const afterRange = (range: SourceRange): SourceRange => ({ ...range, start: range.end });

/** A directive's content as a template of its own; nothing at all is an empty string. */
function sequence(parts: readonly Expression[], ifEmpty: SourceRange): Expression {
  const [first] = parts;
  if (!first) {
    const empty: Expression = { kind: "literal", value: { type: "string", text: "" }, range: ifEmpty };
    return { kind: "template", parts: [empty], range: ifEmpty };
  }
  return { kind: "template", parts, range: rangeBetween(first.range, (parts.at(-1) as Expression).range) };
}
