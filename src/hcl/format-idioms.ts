/** What `terraform fmt` changes besides white space: labels in quotes, `"${x}"` as `x`, old types of variables. */
import type { FormatToken } from "./format-token.ts";
import type { SourceRange } from "./source.ts";
import type { Attribute, Block, Body } from "./syntax.ts";
import type { TokenType } from "./token.ts";

interface Change {
  readonly start: number;
  readonly end: number;
  readonly tokens: (old: readonly FormatToken[]) => readonly FormatToken[];
}

export function formatIdioms(tokens: readonly FormatToken[], body: Body): FormatToken[] {
  const changes: Change[] = [];
  collect(body, [], changes);
  changes.sort((a, b) => a.start - b.start);
  const result: FormatToken[] = [];
  let at = 0;
  for (const { start, end, tokens: change } of changes) {
    while (at < tokens.length && (tokens[at] as FormatToken).start < start) result.push(tokens[at++] as FormatToken);
    const from = at;
    while (at < tokens.length && (tokens[at] as FormatToken).start < end) at++;
    result.push(...change(tokens.slice(from, at)));
  }
  result.push(...tokens.slice(at));
  return result;
}

function collect(body: Body, inside: readonly string[], changes: Change[]): void {
  for (const attribute of body.attributes.values()) {
    const isType = inside.length === 1 && inside[0] === "variable" && attribute.name === "type";
    changes.push(changeOf(attribute, isType ? modernType : unwrapTemplate));
  }
  for (const block of body.blocks) {
    if (block.labels.length > 0) changes.push(quotedLabels(block));
    collect(block.body, [...inside, block.type], changes);
  }
}

const between = ({ start }: SourceRange, { end }: SourceRange): { start: number; end: number } => ({
  start: start.byte,
  end: end.byte,
});

const changeOf = ({ expression }: Attribute, tokens: Change["tokens"]): Change => ({
  ...between(expression.range, expression.range),
  tokens,
});

const made = (type: TokenType, text: string): FormatToken => ({ type, text, start: -1, spaces: 0 });

/** A comment in front of a label goes, one after the last stays. */
function quotedLabels({ labels, labelRanges, typeRange, openBraceRange }: Block): Change {
  return {
    start: typeRange.end.byte,
    end: (labelRanges.at(-1)?.end ?? openBraceRange.start).byte,
    tokens: (old) => {
      const isPlain = old.every(
        ({ type }) => type === "open-quote" || type === "quoted-literal" || type === "close-quote",
      );
      if (isPlain) return old;
      return labels.flatMap((label) => [
        made("open-quote", '"'),
        made("quoted-literal", JSON.stringify(label).slice(1, -1)),
        made("close-quote", '"'),
      ]);
    },
  };
}

/** `"${x}"` is x, in parentheses when it takes several lines. */
function unwrapTemplate(tokens: readonly FormatToken[]): readonly FormatToken[] {
  if (tokens.length < 5) return tokens;
  const types = tokens.map(({ type }) => type);
  const wrapped =
    types[0] === "open-quote" &&
    types[1] === "template-interpolation" &&
    types.at(-2) === "template-end" &&
    types.at(-1) === "close-quote";
  if (!wrapped) return tokens;
  let inner = tokens.slice(2, -2);
  let quotes = 0;
  for (const { type } of inner) {
    if (type === "open-quote") quotes++;
    else if (type === "close-quote") quotes--;
    else if (quotes > 0) continue;
    else if (type === "template-interpolation" || type === "template-end" || type === "quoted-literal") return tokens;
  }
  while (inner[0]?.type === "newline") inner = inner.slice(1);
  while (inner.at(-1)?.type === "newline") inner = inner.slice(0, -1);
  const severalLines = inner.some(({ type }) => type === "newline");
  const inParentheses = inner[0]?.type === "(" && inner.at(-1)?.type === ")";
  return severalLines && !inParentheses ? [made("(", "("), ...inner, made(")", ")")] : inner;
}

const call = (name: string, argument: string): readonly FormatToken[] => [
  made("identifier", name),
  made("(", "("),
  made("identifier", argument),
  made(")", ")"),
];

/** Types without their elements, and in quotes, as they were written before Terraform 0.12. */
function modernType(tokens: readonly FormatToken[]): readonly FormatToken[] {
  const [first, second] = tokens;
  if (tokens.length === 1 && first?.type === "identifier") {
    return ["list", "map", "set"].includes(first.text) ? call(first.text, "any") : tokens;
  }
  if (tokens.length !== 3 || first?.type !== "open-quote" || second?.type !== "quoted-literal") return tokens;
  switch (second.text) {
    case "string":
      return [made("identifier", "string")];
    case "list":
    case "map":
      return call(second.text, "string");
    default:
      return tokens;
  }
}
