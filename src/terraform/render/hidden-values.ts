/** Values that are not shown: not known yet, sensitive, or never stored. */
import {
  type Action,
  type Diff,
  indentText,
  lineSymbol,
  nullSuffix,
  type RenderOptions,
  replacementSuffix,
} from "./diff.ts";
import { paint } from "./style.ts";

export const unknownDiff = (before: Diff | undefined, action: Action, replace: boolean): Diff => ({
  action,
  replace,
  render(indent, options) {
    const forces = replacementSuffix(replace, options);
    if (!before) return `(known after apply)${forces}`;
    const old = before.render(indent, { ...options, noNullSuffix: true });
    return `${old} ${paint(options, "->", "yellow")} (known after apply)${forces}`;
  },
});

export const writeOnlyDiff = (action: Action, replace: boolean): Diff => ({
  action,
  replace,
  render: (_indent, options) =>
    `(write-only attribute)${nullSuffix(action, options)}${replacementSuffix(replace, options)}`,
});

export const sensitiveDiff = (
  inner: Diff,
  before: boolean,
  after: boolean,
  action: Action,
  replace: boolean,
): Diff => ({
  action,
  replace,
  render: (_indent, options) => `(sensitive value)${nullSuffix(action, options)}${replacementSuffix(replace, options)}`,
  warnings: (indent, options) => markWarnings("attribute value", inner, before, after, action, indent, options),
});

/** A nested block of which something is sensitive: none of it is shown. */
export const sensitiveBlockDiff = (
  inner: Diff,
  before: boolean,
  after: boolean,
  action: Action,
  replace: boolean,
): Diff => ({
  action,
  replace,
  render(indent, options) {
    const line = indentText(indent) + lineSymbol("no-op", options);
    return [
      `{${replacementSuffix(replace, options)}`,
      `${line}  # At least one attribute in this block is (or was) sensitive,`,
      `${line}  # so its contents will not be displayed.`,
      `${line}}`,
    ].join("\n");
  },
  warnings: (indent, options) => markWarnings("block", inner, before, after, action, indent, options),
});

function markWarnings(
  noun: string,
  inner: Diff,
  before: boolean,
  after: boolean,
  action: Action,
  indent: number,
  options: RenderOptions,
): readonly string[] {
  if (before === after || action === "create" || action === "delete") return [];
  const warning = paint(options, "Warning", "yellow");
  const second = `\n${indentText(indent)}  # `;
  const text = before
    ? `  # ${warning}: this ${noun} will no longer be marked as sensitive${second}after applying this change.`
    : `  # ${warning}: this ${noun} will be marked as sensitive and will not${second}display in UI output after applying this change.`;
  return [inner.action === "no-op" ? `${text} The value is unchanged.` : text];
}
