/** How objects, maps, lists and sets print their members. */
import { compareUtf8 } from "../lang/type.ts";
import {
  type Action,
  ALWAYS_SHOWN,
  attributeName,
  type Diff,
  hiddenLine,
  indentText,
  lineSymbol,
  nullSuffix,
  padName,
  quoteHcl,
  type RenderOptions,
  replacementSuffix,
} from "./diff.ts";

/** Lines of a body in braces or brackets. */
export class Lines {
  readonly #indent: number;
  readonly #options: RenderOptions;
  #text = "";

  constructor(indent: number, options: RenderOptions) {
    this.#indent = indent;
    this.#options = options;
  }

  warn(diff: Diff, options: RenderOptions): void {
    for (const warning of diff.warnings?.(this.#indent + 1, options) ?? []) {
      this.#text += `${indentText(this.#indent + 1)}${warning}\n`;
    }
  }

  add(action: Action, text: string): void {
    this.#text += `${indentText(this.#indent + 1)}${lineSymbol(action, this.#options)}${text}\n`;
  }

  hidden(count: number, noun: string): void {
    if (count > 0) this.add("no-op", hiddenLine(count, noun, this.#options));
  }

  blank(): void {
    this.#text += "\n";
  }

  close(bracket: string): string {
    return `${this.#text}${indentText(this.#indent)}${lineSymbol("no-op", this.#options)}${bracket}`;
  }
}

/** `nested`: the attributes have a schema of their own; only they are removed with `-> null`. */
export function objectDiff(
  attributes: ReadonlyMap<string, Diff>,
  action: Action,
  replace: boolean,
  nested = false,
): Diff {
  return {
    action,
    replace,
    isObject: true,
    render(indent, options) {
      const forces = replacementSuffix(replace, options);
      if (attributes.size === 0) return `{}${nullSuffix(action, options)}${forces}`;
      const inner = { ...options, noNullSuffix: !nested };
      const names = [...attributes.keys()].sort(compareUtf8);
      const width = Math.max(...names.map((name) => attributeName(name).length));
      const lines = new Lines(indent, options);
      let hidden = 0;
      for (const name of names) {
        const diff = attributes.get(name) as Diff;
        const shown = ALWAYS_SHOWN.has(name);
        if (diff.action === "no-op" && !options.showUnchanged && !shown) {
          hidden++;
          continue;
        }
        const own = shown ? { ...inner, showUnchanged: true } : inner;
        lines.warn(diff, own);
        lines.add(diff.action, `${padName(attributeName(name), width)} = ${diff.render(indent + 1, own)}`);
      }
      lines.hidden(hidden, "attribute");
      return `{${forces}\n${lines.close("}")}${nullSuffix(action, options)}`;
    },
  };
}

/** `nested`: the elements are objects with a schema; their keys are not aligned. */
export function mapDiff(elements: ReadonlyMap<string, Diff>, action: Action, replace: boolean, nested = false): Diff {
  return {
    action,
    replace,
    render(indent, options) {
      const forces = replacementSuffix(replace, options);
      if (elements.size === 0) return `{}${nullSuffix(action, options)}${forces}`;
      const inner = { ...options, noNullSuffix: options.noNullSuffix || nested || action === "delete" };
      const names = [...elements.keys()].sort(compareUtf8);
      const width = nested ? 0 : Math.max(...names.map((name) => quoteHcl(name).length));
      const lines = new Lines(indent, options);
      let hidden = 0;
      for (const name of names) {
        const diff = elements.get(name) as Diff;
        if (diff.action === "no-op" && !options.showUnchanged) {
          hidden++;
          continue;
        }
        lines.warn(diff, inner);
        const comma = diff.isObject ? "," : "";
        lines.add(diff.action, `${padName(quoteHcl(name), width)} = ${diff.render(indent + 1, inner)}${comma}`);
      }
      lines.hidden(hidden, "element");
      return `{${forces}\n${lines.close("}")}${nullSuffix(action, options)}`;
    },
  };
}

/** `context`: unchanged neighbours of a change are shown. */
export function listDiff(elements: readonly Diff[], action: Action, replace: boolean, context = true): Diff {
  return {
    action,
    replace,
    render(indent, options) {
      const forces = replacementSuffix(replace, options);
      if (elements.length === 0) return `[]${nullSuffix(action, options)}${forces}`;
      const changed = { ...options, noNullSuffix: true };
      const unchanged = { ...options, showUnchanged: true };
      const lines = new Lines(indent, options);
      let skipped: Diff[] = [];
      let showNext = false;
      for (const diff of elements) {
        if (diff.action === "no-op" && !showNext && !options.showUnchanged) {
          skipped.push(diff);
          continue;
        }
        showNext = false;
        let elementOptions = changed;
        if (context) {
          lines.hidden(skipped.length - 1, "element");
          const last = skipped.at(-1);
          if (last) lines.add("no-op", `${last.render(indent + 1, unchanged)},`);
          skipped = [];
          if (diff.action === "no-op") elementOptions = unchanged;
          else showNext = true;
        }
        lines.warn(diff, elementOptions);
        lines.add(diff.action, `${diff.render(indent + 1, elementOptions)},`);
      }
      lines.hidden(skipped.length, "element");
      return `[${forces}\n${lines.close("]")}${nullSuffix(action, options)}`;
    },
  };
}

/** `nested`: the elements are objects with a schema, and it is they that are marked as forcing replacement. */
export function setDiff(elements: readonly Diff[], action: Action, replace: boolean, nested = false): Diff {
  return {
    action,
    replace,
    render(indent, options) {
      const forces = replacementSuffix(replace && !nested, options);
      if (elements.length === 0) return `[]${nullSuffix(action, options)}${forces}`;
      const inner = { ...options, noNullSuffix: true, forceReplacement: replace && nested };
      const lines = new Lines(indent, options);
      let hidden = 0;
      for (const diff of elements) {
        if (diff.action === "no-op" && !options.showUnchanged) {
          hidden++;
          continue;
        }
        lines.warn(diff, inner);
        lines.add(diff.action, `${diff.render(indent + 1, inner)},`);
      }
      lines.hidden(hidden, "element");
      return `[${forces}\n${lines.close("]")}${nullSuffix(action, options)}`;
    },
  };
}
