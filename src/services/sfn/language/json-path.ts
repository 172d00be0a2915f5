/**
 * The JSONPath that the States Language allows: members, indexes, slices, unions, wildcards, descent and filters.
 * `$` is the state's input, `$$` the context object, `$name` a variable.
 */

import type { Json } from "./json.ts";
import { isList, isObject } from "./json.ts";
import type { FilterTest } from "./json-path-filter.ts";
import { parseFilter } from "./json-path-filter.ts";

type Selector =
  | { readonly kind: "members"; readonly names: readonly string[] }
  | { readonly kind: "indexes"; readonly indexes: readonly number[] }
  | {
      readonly kind: "slice";
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly kind: "all" }
  | { readonly kind: "filter"; readonly test: FilterTest };

interface Step {
  readonly selector: Selector;
  readonly descend: boolean;
}

export interface Path {
  /** "$", "$$" or a variable's name. */
  readonly root: string;
  readonly steps: readonly Step[];
  /** Whether it leads to one value at most: names and single indexes only. */
  readonly definite: boolean;
}

const parsed = new Map<string, Path | undefined>();

/** Undefined for text that is no path. */
export function parsePath(text: string): Path | undefined {
  if (!parsed.has(text)) {
    if (parsed.size > 1000) parsed.clear();
    parsed.set(text, readPath(text));
  }
  return parsed.get(text);
}

function readPath(text: string): Path | undefined {
  const root = /^(\$\$|\$[A-Za-z_][\w]*|\$)/.exec(text)?.[1];
  if (root === undefined) return undefined;
  const steps: Step[] = [];
  let at = root.length;
  while (at < text.length) {
    const step = readStep(text, at);
    if (!step) return undefined;
    steps.push({ selector: step.selector, descend: step.descend });
    at = step.end;
  }
  const definite = steps.every(
    ({ selector, descend }) =>
      !descend &&
      ((selector.kind === "members" && selector.names.length === 1) ||
        (selector.kind === "indexes" && selector.indexes.length === 1)),
  );
  return { root: root === "$" || root === "$$" ? root : root.slice(1), steps, definite };
}

function readStep(text: string, start: number): (Step & { readonly end: number }) | undefined {
  const descend = text.startsWith("..", start);
  const at = descend ? start + 2 : text[start] === "." ? start + 1 : start;
  if (text[at] === "[") {
    const end = closingBracket(text, at);
    const selector = end === -1 ? undefined : readBracket(text.slice(at + 1, end).trim());
    return selector && { selector, descend, end: end + 1 };
  }
  if (at === start) return undefined;
  if (text[at] === "*") return { selector: { kind: "all" }, descend, end: at + 1 };
  const name = /^[^.[\]()*?@&|<>=!,'"\s]+/u.exec(text.slice(at))?.[0];
  if (name === undefined) return undefined;
  return { selector: { kind: "members", names: [name] }, descend, end: at + name.length };
}

function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const sign = text[at];
    if (sign === "'" || sign === '"') {
      at = text.indexOf(sign, at + 1);
      if (at === -1) return -1;
    } else if (sign === "[") depth++;
    else if (sign === "]" && --depth === 0) return at;
  }
  return -1;
}

function readBracket(inner: string): Selector | undefined {
  if (inner === "*") return { kind: "all" };
  const filter = /^\?\s*\((.*)\)$/s.exec(inner);
  if (filter) {
    const test = parseFilter(filter[1] ?? "");
    return test && { kind: "filter", test };
  }
  const slice = /^(-?\d*)\s*:\s*(-?\d*)(?:\s*:\s*(\d+))?$/.exec(inner);
  if (slice) {
    const bound = (digits: string | undefined) => (digits ? Number(digits) : undefined);
    return { kind: "slice", start: bound(slice[1]), end: bound(slice[2]), step: bound(slice[3]) ?? 1 };
  }
  const names = [...inner.matchAll(/\s*(?:'([^']*)'|"([^"]*)")\s*(?:,|$)/g)];
  if (names.length > 0 && names.map(([whole]) => whole).join("") === inner) {
    return { kind: "members", names: names.map(([, single, double]) => single ?? double ?? "") };
  }
  if (/^-?\d+(\s*,\s*-?\d+)*$/.test(inner)) return { kind: "indexes", indexes: inner.split(",").map(Number) };
  return undefined;
}

/** Every value the path leads to. */
export function selectAll(path: Path, root: Json): Json[] {
  let current: Json[] = [root];
  for (const { selector, descend } of path.steps) {
    const from = descend ? current.flatMap(withDescendants) : current;
    current = from.flatMap((value) => select(selector, value));
  }
  return current;
}

function withDescendants(value: Json): Json[] {
  const inner = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  return [value, ...inner.flatMap(withDescendants)];
}

function select(selector: Selector, value: Json): Json[] {
  switch (selector.kind) {
    case "members":
      return isObject(value) ? selector.names.flatMap((name) => (name in value ? [value[name] ?? null] : [])) : [];
    case "all":
      return isList(value) ? [...value] : isObject(value) ? Object.values(value) : [];
    case "indexes":
      return isList(value)
        ? selector.indexes.flatMap((index) => {
            const at = index < 0 ? value.length + index : index;
            return at >= 0 && at < value.length ? [value[at] ?? null] : [];
          })
        : [];
    case "slice":
      return isList(value) ? value.slice(selector.start, selector.end).filter((_, at) => at % selector.step === 0) : [];
    case "filter": {
      const items = isList(value) ? value : isObject(value) ? [value] : [];
      return items.filter((item) => selector.test(item));
    }
  }
}
