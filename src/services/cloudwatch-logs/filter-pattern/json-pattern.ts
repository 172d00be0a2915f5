/** Patterns of JSON fields: `{ ($.user.id = 1 && $.arr[0] != "x*") || $.flag IS TRUE }`. */
import { comparison, type FieldTest, type Operand, safeLiteral } from "./comparison.ts";
import { type FilterPattern, invalidPattern } from "./pattern.ts";
import { mayHave } from "./quick-refusal.ts";
import { compileSelector, type Selector } from "./selector.ts";
import { joined, TokenStream, tokensOf } from "./tokens.ts";

interface Condition {
  readonly holds: (document: unknown) => boolean;
  readonly literal?: string | undefined;
  /** False only for texts that, if they are JSON, do not fulfil the condition. */
  readonly mayHold?: ((text: string) => boolean) | undefined;
  readonly holdsFlat?: FilterPattern["matchesFlat"];
}

export function jsonPattern(text: string): FilterPattern {
  const selectors: Selector[] = [];
  const stream = new TokenStream(tokensOf(text));
  const one = (): Condition => {
    const token = stream.next();
    if (token.kind !== "selector" || !/^\$[.[]/.test(token.text)) throw invalidPattern("Invalid filter pattern");
    const selector = compileSelector(token.text);
    selectors.push(selector);
    return condition(selector, stream);
  };
  const { holds, literal, mayHold, holdsFlat } = joined<Condition>(stream, one, {
    all: (parts) => {
      const known = parts.flatMap((part) => part.mayHold ?? []);
      const flat = parts.flatMap((part) => part.holdsFlat ?? []);
      return {
        holds: (document) => parts.every((part) => part.holds(document)),
        holdsFlat:
          flat.length < parts.length ? undefined : (events, index) => flat.every((part) => part(events, index)),
        literal: longest(parts.map((part) => part.literal)),
        ...(known.length === 0 ? {} : { mayHold: (text) => known.every((part) => part(text)) }),
      };
    },
    any: (parts) => {
      const known = parts.flatMap((part) => part.mayHold ?? []);
      const flat = parts.flatMap((part) => part.holdsFlat ?? []);
      return {
        holds: (document) => parts.some((part) => part.holds(document)),
        holdsFlat: flat.length < parts.length ? undefined : (events, index) => flat.some((part) => part(events, index)),
        ...(known.length < parts.length ? {} : { mayHold: (text) => known.some((part) => part(text)) }),
      };
    },
  });
  if (stream.peek) throw invalidPattern("Invalid filter pattern");
  return {
    matchesFlat: holdsFlat,
    matches: (message) => {
      if (mayHold && !mayHold(message)) return false;
      const document = parse(message);
      return document !== undefined && holds(document);
    },
    extract: (message) => {
      const document = parse(message);
      return Object.fromEntries(
        selectors.flatMap((selector) => {
          const value = textOf(selector.values(document)[0]);
          return value === undefined ? [] : [[selector.text, value]];
        }),
      );
    },
    field: (message, selector) =>
      /^\$[.[]/.test(selector) ? textOf(compileSelector(selector).values(parse(message))[0]) : undefined,
    ...(literal === undefined ? {} : { literal, literalEscapable: true }),
  };
}

function condition(selector: Selector, stream: TokenStream): Condition {
  const { literal, lastName, onlyName } = selector;
  const some = (test: (value: unknown) => boolean, shorter?: string): Condition => ({
    holds: (document) => selector.values(document).some(test),
    holdsFlat:
      onlyName === undefined
        ? undefined
        : (events, index) => {
            const value = events.member(onlyName, index);
            return value !== undefined && test(value);
          },
    literal: longest([shorter, literal]),
    mayHold: lastName === undefined ? undefined : mayHave(lastName, test),
  });
  if (stream.takes("IS")) {
    if (stream.takes("NULL")) return some((value) => value === null);
    if (stream.takes("TRUE")) return some((value) => value === true);
    if (stream.takes("FALSE")) return some((value) => value === false);
    throw invalidPattern("Invalid filter pattern");
  }
  if (stream.takes("NOT")) {
    if (!stream.takes("EXISTS")) throw invalidPattern("Invalid filter pattern");
    return { holds: (document) => selector.values(document).length === 0 };
  }
  if (stream.takes("EXISTS")) return { holds: (document) => selector.values(document).length > 0, literal };
  const operator = stream.next();
  if (operator.kind !== "operator") throw invalidPattern("Invalid filter pattern");
  const operand = operandOf(stream);
  const test: FieldTest = comparison(operator.text, operand);
  return some(
    (value) => {
      const scalar = typeof value === "boolean" ? String(value) : value;
      return (typeof scalar === "string" || typeof scalar === "number") && test(scalar);
    },
    operator.text === "=" && operand.kind === "quoted" ? safeLiteral(operand.text) : undefined,
  );
}

export function operandOf(stream: TokenStream): Operand {
  const token = stream.next();
  if (token.kind === "quoted" || token.kind === "regex") return { kind: token.kind, text: token.text };
  if (token.kind === "word") return { kind: "text", text: token.text };
  throw invalidPattern("Invalid filter pattern");
}

function longest(literals: readonly (string | undefined)[]): string | undefined {
  return literals.filter((text) => text !== undefined).sort((a, b) => b.length - a.length)[0];
}

/** Undefined for what is no JSON object or array. A JSON event may have text before it, which is not read. */
function parse(message: string): unknown {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message) as unknown;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
