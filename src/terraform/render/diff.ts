/** One node of a difference: what happens to it, and how it prints itself at a depth. */
import { paint } from "./style.ts";

export type Action =
  | "no-op"
  | "create"
  | "update"
  | "delete"
  | "delete-create"
  | "create-delete"
  | "read"
  | "forget"
  | "open";

export interface RenderOptions {
  readonly colour: boolean;
  /** State is shown without symbols. */
  readonly hideSymbols: boolean;
  /** Elements of collections are removed without `-> null`. */
  readonly noNullSuffix: boolean;
  readonly forceReplacement: boolean;
  readonly showUnchanged: boolean;
}

export interface Diff {
  readonly action: Action;
  readonly replace: boolean;
  /** Objects in a map end with a comma. */
  readonly isObject?: boolean;
  render(indent: number, options: RenderOptions): string;
  /** Lines above the attribute, without indentation. */
  warnings?(indent: number, options: RenderOptions): readonly string[];
}

export const PLAN_OPTIONS = (colour: boolean): RenderOptions => ({
  colour,
  hideSymbols: false,
  noNullSuffix: false,
  forceReplacement: false,
  showUnchanged: false,
});

export const STATE_OPTIONS = (colour: boolean): RenderOptions => ({
  ...PLAN_OPTIONS(colour),
  hideSymbols: true,
  showUnchanged: true,
});

export const indentText = (indent: number): string => "    ".repeat(indent);

/** The symbol as the legend shows it, three columns wide. */
export function actionSymbol(action: Action, colour: boolean): string {
  const style = { colour };
  switch (action) {
    case "create":
      return `  ${paint(style, "+", "green")}`;
    case "delete":
      return `  ${paint(style, "-", "red")}`;
    case "delete-create":
      return `${paint(style, "-", "red")}/${paint(style, "+", "green")}`;
    case "create-delete":
      return `${paint(style, "+", "green")}/${paint(style, "-", "red")}`;
    case "update":
      return `  ${paint(style, "~", "yellow")}`;
    case "read":
      return ` ${paint(style, "<=", "cyan")}`;
    case "forget":
      return ` ${paint(style, ".", "red")}`;
    case "open":
      return ` ${paint(style, "?", "cyan")}`;
    default:
      return "   ";
  }
}

/** The symbol in front of a line of a difference, with its space. */
export const lineSymbol = (action: Action, options: RenderOptions): string =>
  options.hideSymbols ? "" : `${actionSymbol(action, options.colour)} `;

export const nullSuffix = (action: Action, options: RenderOptions): string =>
  !options.noNullSuffix && action === "delete" ? paint(options, " -> null", "dark_gray") : "";

export const replacementSuffix = (replace: boolean, options: RenderOptions): string =>
  replace || options.forceReplacement ? paint(options, " # forces replacement", "red") : "";

export const hiddenLine = (count: number, noun: string, options: RenderOptions): string =>
  paint(options, `# (${count} unchanged ${noun}${count === 1 ? "" : "s"} hidden)`, "dark_gray");

/** What a parent does when its children do this: the same, or else an update. */
export function combineActions(parent: Action, child: Action): Action {
  if (child === "no-op" || parent === child) return parent;
  return "update";
}

/** These are always shown, because they tell which object it is. */
export const ALWAYS_SHOWN: ReadonlySet<string> = new Set(["id", "name", "tags"]);

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

export const attributeName = (name: string): string => (IDENTIFIER.test(name) ? name : quoteHcl(name));

/** As `%q` of Go prints a string. */
export function quoteGo(text: string): string {
  let out = '"';
  for (const character of text) {
    const known = GO_ESCAPES[character];
    if (known !== undefined) out += known;
    else if (isPrintable(character)) out += character;
    else {
      const code = character.codePointAt(0) as number;
      if (code < 0x80) out += `\\x${code.toString(16).padStart(2, "0")}`;
      else if (code < 0x10000) out += `\\u${code.toString(16).padStart(4, "0")}`;
      else out += `\\U${code.toString(16).padStart(8, "0")}`;
    }
  }
  return `${out}"`;
}

const GO_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\v": "\\v",
};

const isPrintable = (character: string): boolean =>
  character === " " || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character);

/** As a quoted string of the language, with interpolation marks doubled. */
export const quoteHcl = (text: string): string =>
  `"${text
    .replace(/[\\"\n\r\t]/g, (c) => ({ "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c] ?? `\\${c}`)
    .replace(/([$%])\{/g, "$1$1{")}"`;

export const padName = (name: string, width: number): string =>
  name + " ".repeat(Math.max(0, width - Array.from(name).length));
