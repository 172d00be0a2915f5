/** Strings, numbers and bools; a string that holds JSON is shown as what it holds, one of several lines as a heredoc. */
import { JsonSyntaxError, parseJson } from "../lang/json-text.ts";
import { isNumber, type Json, jsonEqual } from "../state/json.ts";
import { EVERYWHERE, NO_PATHS } from "./change.ts";
import {
  type Action,
  type Diff,
  indentText,
  lineSymbol,
  nullSuffix,
  quoteGo,
  type RenderOptions,
  replacementSuffix,
} from "./diff.ts";
import { jsonDiff } from "./json-diff.ts";
import { pairSequences } from "./sequence.ts";
import { paint } from "./style.ts";

const arrow = (options: RenderOptions): string => paint(options, "->", "yellow");

export function primitiveDiff(
  before: Json | undefined,
  after: Json | undefined,
  isString: boolean,
  action: Action,
  replace: boolean,
): Diff {
  return {
    action,
    replace,
    render(indent, options) {
      if (isString) return renderString(before, after, action, replace, indent, options);
      const forces = replacementSuffix(replace, options);
      switch (action) {
        case "create":
          return renderScalar(after, options) + forces;
        case "delete":
          return renderScalar(before, options) + nullSuffix(action, options) + forces;
        case "no-op":
          return renderScalar(before, options) + forces;
        default:
          return `${renderScalar(before, options)} ${arrow(options)} ${renderScalar(after, options)}${forces}`;
      }
    },
  };
}

/** A value whose type changes: what goes, then what comes. */
export const typeChangeDiff = (before: Diff, after: Diff, action: Action, replace: boolean): Diff => ({
  action,
  replace,
  render(indent, options) {
    const inner = { ...options, noNullSuffix: true };
    return `${before.render(indent, inner)} ${arrow(options)} ${after.render(indent, inner)}`;
  },
});

function renderScalar(value: Json | undefined, options: RenderOptions): string {
  if (value === null || value === undefined) return paint(options, "null", "dark_gray");
  return typeof value === "object" && !isNumber(value) ? "" : value.toString();
}

type Text =
  | { readonly kind: "null" }
  | { readonly kind: "json"; readonly json: Json }
  | { readonly kind: "lines"; readonly lines: readonly string[] }
  | { readonly kind: "line"; readonly text: string };

function classify(value: Json | undefined): Text {
  if (typeof value !== "string") return { kind: "null" };
  if (value.startsWith("{") || value.startsWith("[")) {
    try {
      return { kind: "json", json: parseJson(value) };
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
    }
  }
  if (value.includes("\n")) return { kind: "lines", lines: value.replace(/^\s+|\s+$/g, "").split("\n") };
  return { kind: "line", text: value };
}

const simple = (text: Text, options: RenderOptions): string =>
  text.kind === "line"
    ? quoteGo(text.text)
    : text.kind === "lines"
      ? quoteGo(text.lines.join("\n"))
      : paint(options, "null", "dark_gray");

function renderString(
  before: Json | undefined,
  after: Json | undefined,
  action: Action,
  replace: boolean,
  indent: number,
  options: RenderOptions,
): string {
  const forces = replacementSuffix(replace, options);
  if (action === "create" || action === "no-op" || action === "delete") {
    const text = classify(action === "delete" ? before : after);
    if (text.kind === "json") {
      const [old, new_] = [action === "create" ? undefined : text.json, action === "delete" ? undefined : text.json];
      return renderJson(old, new_, action, replace, indent, options);
    }
    if (text.kind === "null") return simple(text, options) + forces;
    if (text.kind === "line") return simple(text, options) + nullSuffix(action, options) + forces;
    const lines = text.lines.map((line) => indentText(indent + 1) + lineSymbol("no-op", options) + line);
    return heredoc(lines, forces, action, indent, options);
  }
  const old = classify(before);
  const new_ = classify(after);
  if (old.kind === "json" && new_.kind === "json") {
    return renderJson(old.json, new_.json, action, replace, indent, options);
  }
  if (old.kind === "json" || new_.kind === "json") {
    const removed = primitiveDiff(before, undefined, true, "delete", false);
    const added = primitiveDiff(undefined, after, true, "create", false);
    return typeChangeDiff(removed, added, action, replace).render(indent, options);
  }
  if (old.kind !== "lines" && new_.kind !== "lines") {
    return `${simple(old, options)} ${arrow(options)} ${simple(new_, options)}${forces}`;
  }
  const oldLines = linesOf(old);
  const newLines = linesOf(new_);
  const line = (symbol: Action, text: string): string => indentText(indent + 1) + lineSymbol(symbol, options) + text;
  const lines: string[] = [];
  for (const [b, a] of pairSequences(oldLines, newLines, (x, y) => x === y)) {
    const oldLine = oldLines[b];
    const newLine = newLines[a];
    if (oldLine !== undefined && oldLine === newLine) lines.push(line("no-op", oldLine));
    else {
      if (oldLine !== undefined) lines.push(line("delete", oldLine));
      if (newLine !== undefined) lines.push(line("create", newLine));
    }
  }
  return heredoc(lines, forces, action, indent, options);
}

const linesOf = (text: Text): readonly string[] =>
  text.kind === "lines" ? text.lines : text.kind === "line" ? [text.text] : ["null"];

const heredoc = (
  lines: readonly string[],
  forces: string,
  action: Action,
  indent: number,
  options: RenderOptions,
): string =>
  `<<-EOT${forces}\n${lines.join("\n")}\n${indentText(indent)}${lineSymbol("no-op", options)}EOT${nullSuffix(action, options)}`;

function renderJson(
  before: Json | undefined,
  after: Json | undefined,
  action: Action,
  replace: boolean,
  indent: number,
  options: RenderOptions,
): string {
  const diff = jsonDiff({
    before,
    after,
    beforeExplicit: action !== "create",
    afterExplicit: action !== "delete",
    unknown: false,
    beforeSensitive: false,
    afterSensitive: false,
    replace: NO_PATHS,
    relevant: EVERYWHERE,
  });
  const onlySpace = action === "update" && jsonEqual(before ?? null, after ?? null);
  const note = onlySpace ? (replace ? " # whitespace changes force replacement" : " # whitespace changes") : "";
  const inner = { ...options, noNullSuffix: true, showUnchanged: options.showUnchanged || onlySpace };
  const text = diff.render(indent + 1, inner);
  const forces = onlySpace ? "" : replacementSuffix(replace, options);
  const symbol = action === "create" || action === "delete" || onlySpace ? "no-op" : action;
  if (!text.includes("\n")) return `jsonencode(${text})${note}${forces}`;
  const open = `jsonencode(${note}\n${indentText(indent + 1)}${lineSymbol(symbol, options)}`;
  const close = `\n${indentText(indent)}${lineSymbol("no-op", options)})`;
  return `${open}${text}${forces}${close}${nullSuffix(action, options)}`;
}
