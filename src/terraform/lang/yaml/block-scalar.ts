/** Literal (`|`) and folded (`>`) block scalars. */
import { YamlError } from "./error.ts";

/** Reads the scalar whose indicator is at the position; `line` is the first one after it. */
export function readBlockScalar(
  lines: readonly string[],
  at: number,
  column: number,
  parent: number,
): { readonly text: string; readonly line: number } {
  const header = /^([|>])(?:([+-])([1-9])?|([1-9])([+-])?)?[ \t]*(?:#.*)?$/.exec((lines[at] as string).slice(column));
  if (!header) throw new YamlError("did not find expected comment or line break");
  const [, style, chompFirst, indentAfter, indentFirst, chompAfter] = header;
  const explicit = indentAfter ?? indentFirst;
  const chomp = chompFirst ?? chompAfter;
  let indent = explicit === undefined ? undefined : Math.max(parent, 0) + Number(explicit);
  const body: string[] = [];
  let line = at + 1;
  for (; line < lines.length; line++) {
    const text = lines[line] as string;
    const spaces = /^ */.exec(text)?.[0].length ?? 0;
    if (spaces === text.length && (indent === undefined || spaces <= indent)) {
      body.push("");
      continue;
    }
    indent ??= spaces;
    if (spaces < indent || spaces <= parent) break;
    body.push(text.slice(indent));
  }
  let end = body.length;
  while (end > 0 && body[end - 1] === "") end--;
  const trailing = body.length - end;
  const content = body.slice(0, end);
  const joined = style === "|" ? content.join("\n") : fold(content);
  // The last line of the source has no break after it, unless an empty one follows.
  if (chomp === "-" || (content.length === 0 && chomp !== "+")) return { text: joined, line };
  const breaks = chomp === "+" ? trailing + (line < lines.length ? 1 : 0) : 1;
  return { text: joined + "\n".repeat(content.length === 0 ? trailing : Math.max(breaks, 1)), line };
}

/** Single breaks become spaces, except around lines that are indented further. */
function fold(lines: readonly string[]): string {
  let result = "";
  let breaks = 0;
  for (const [i, line] of lines.entries()) {
    if (line === "") {
      breaks++;
      continue;
    }
    if (result !== "" || breaks > 0) {
      const previous = lines.slice(0, i).findLast((l) => l !== "") ?? "";
      const kept = /^[ \t]/.test(line) || /^[ \t]/.test(previous);
      if (result === "") result += "\n".repeat(breaks);
      else if (kept) result += "\n".repeat(breaks + 1);
      else result += breaks > 0 ? "\n".repeat(breaks) : " ";
    }
    result += line;
    breaks = 0;
  }
  return result;
}
