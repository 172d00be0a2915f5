/** The ways into the parser: files, expressions, templates, traversals. All return what they could read and what is wrong. */
import type { Diagnostic, Diagnostics } from "./diagnostic.ts";
import { invalidTokens } from "./invalid-tokens.ts";
import { parseJsonFile } from "./json-file.ts";
import { parseBody } from "./parse-body.ts";
import { parseExpression as parseExpressionTokens } from "./parse-expression.ts";
import { parseBareTemplate } from "./parse-template.ts";
import { parseWholeTraversal } from "./parse-traversal.ts";
import { START } from "./position.ts";
import { type ScanMode, scan } from "./scanner.ts";
import type { Position } from "./source.ts";
import type { Expression, SourceFile, Traversal } from "./syntax.ts";
import { TokenReader } from "./token-reader.ts";

export interface Parsed<T> {
  readonly diagnostics: Diagnostics;
  readonly result: T;
}

/** Parses a configuration file: JSON syntax when its name ends in `.json`, native syntax otherwise. */
export function parseFile(
  filename: string,
  text: string,
): { readonly file: SourceFile; readonly diagnostics: Diagnostics } {
  if (filename.endsWith(".json")) return parseJsonFile(filename, text);
  const { result, diagnostics } = withTokens(text, filename, "main", START, (reader) =>
    parseBody(reader, "end-of-file"),
  );
  return { file: { filename, text, body: result }, diagnostics };
}

/** Parses one expression; `start` says where in a larger source it stands. */
export function parseExpression(text: string, filename: string, start: Position = START): Parsed<Expression> {
  return withTokens(text, filename, "main", start, (reader) => {
    reader.pushNewlines(false);
    const expression = parseExpressionTokens(reader);
    const next = reader.peek();
    if (next.type !== "end-of-file") {
      reader.errorUnlessRecovering(
        "Extra characters after expression",
        "An expression was successfully parsed, but extra characters were found after it.",
        next.range,
      );
    }
    return expression;
  });
}

/** Parses a template without quotes around it. */
export function parseTemplate(text: string, filename: string, start: Position = START): Parsed<Expression> {
  return withTokens(text, filename, "template", start, parseBareTemplate);
}

/** Parses a name with steps, and nothing else. */
export function parseTraversal(text: string, filename: string, start: Position = START): Parsed<Traversal | undefined> {
  return withTokens(text, filename, "main", start, (reader) => {
    reader.pushNewlines(false);
    return parseWholeTraversal(reader);
  });
}

function withTokens<T>(
  text: string,
  filename: string,
  mode: ScanMode,
  start: Position,
  parse: (reader: TokenReader) => T,
): Parsed<T> {
  const tokens = scan(text, filename, mode, start);
  const reader = new TokenReader(tokens);
  const result = parse(reader);
  const diagnostics: Diagnostic[] = [...invalidTokens(tokens), ...reader.diagnostics];
  return { result, diagnostics };
}
