/** JSONPath as mapping templates know it: https://github.com/json-path/JsonPath without functions. */

type Select = (items: readonly unknown[], root: unknown) => unknown[];

interface Path {
  readonly selects: readonly Select[];
  /** Whether it names one place, and so gives a value and not a list. */
  readonly definite: boolean;
}

/** Undefined where nothing is there, or the path is none. */
export function readJsonPath(root: unknown, path: string): unknown {
  const parsed = parse(path.trim());
  if (!parsed) return undefined;
  let items: unknown[] = [root];
  for (const select of parsed.selects) items = select(items, root);
  return parsed.definite ? items[0] : items;
}

const STEP =
  /\.\.|\.?\*|\.([\w$@-]+)|\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\?\(.*?\)\s*(?=\])|[^\]]*))\s*\]|^([\w-]+)/y;

function parse(path: string): Path | undefined {
  const selects: Select[] = [];
  let definite = true;
  let at = path.startsWith("$") || path.startsWith("@") ? 1 : 0;
  while (at < path.length) {
    STEP.lastIndex = at;
    const found = STEP.exec(path);
    if (!found || found[0] === "") return undefined;
    at += found[0].length;
    const [whole, dotted, single, double, bracket, bare] = found;
    if (whole === "..") {
      definite = false;
      selects.push((items) => items.flatMap(withDescendants));
      // `..name` leaves the name without a dot of its own.
      if (/[\w*]/.test(path[at] ?? "")) path = `${path.slice(0, at)}.${path.slice(at)}`;
      continue;
    }
    const name = dotted ?? single ?? double ?? bare;
    if (name !== undefined) selects.push((items) => items.flatMap((item) => member(item, name)));
    else {
      const select = whole.endsWith("*") ? childrenOfAll : bracketSelect(bracket ?? "*");
      if (!select) return undefined;
      definite &&= /^-?\d+$/.test(bracket ?? "");
      selects.push(select);
    }
  }
  return { selects, definite };
}

const children = (item: unknown): unknown[] => (typeof item === "object" && item !== null ? Object.values(item) : []);

const childrenOfAll: Select = (items) => items.flatMap(children);

const withDescendants = (item: unknown): unknown[] => [item, ...children(item).flatMap(withDescendants)];

function member(item: unknown, name: string): unknown[] {
  const known = typeof item === "object" && item !== null && !Array.isArray(item) && Object.hasOwn(item, name);
  return known ? [(item as Record<string, unknown>)[name]] : [];
}

function bracketSelect(text: string): Select | undefined {
  if (text === "*") return childrenOfAll;
  if (text.startsWith("?(")) {
    const filter = parseFilter(text.slice(2, -1));
    return filter && ((items, root) => items.flatMap(children).filter((item) => filter(item, root)));
  }
  const slice = /^(-?\d*):(-?\d*)$/.exec(text);
  if (slice) {
    const [from, to] = [slice[1], slice[2]].map((one) => (one ? Number(one) : undefined));
    return (items) => items.flatMap((item) => (Array.isArray(item) ? item.slice(from, to) : []));
  }
  const parts = text.split(/\s*,\s*/);
  if (parts.every((part) => /^-?\d+$/.test(part)))
    return (items) =>
      items.flatMap((item) =>
        Array.isArray(item) ? parts.flatMap((part) => item.slice(Number(part)).slice(0, 1)) : [],
      );
  const names = parts.map((part) => /^(?:'(.*)'|"(.*)")$/.exec(part));
  if (!names.every((name) => name !== null)) return undefined;
  return (items) => items.flatMap((item) => names.flatMap((name) => member(item, name[1] ?? name[2] ?? "")));
}

type Filter = (item: unknown, root: unknown) => boolean;

function parseFilter(text: string): Filter | undefined {
  for (const [word, join] of [
    ["||", "some"],
    ["&&", "every"],
  ] as const) {
    const parts = text.split(word);
    if (parts.length === 1) continue;
    const filters = parts.map(parseFilter);
    if (!filters.every((filter) => filter !== undefined)) return undefined;
    return (item, root) => filters[join]((filter) => filter(item, root));
  }
  const negated = /^\s*!\s*(.*)$/s.exec(text);
  if (negated) {
    const inner = parseFilter(negated[1] as string);
    return inner && ((item, root) => !inner(item, root));
  }
  const [, left, operator, right] = /^\s*(.+?)\s*(?:(==|!=|<=|>=|<|>|=~)\s*(.+?)\s*)?$/s.exec(text) ?? [];
  if (left === undefined) return undefined;
  if (operator === undefined) return (item, root) => operand(left, item, root) !== undefined;
  return (item, root) => compare(operator, operand(left, item, root), operand(right as string, item, root));
}

function operand(text: string, item: unknown, root: unknown): unknown {
  if (text.startsWith("@")) return readJsonPath(item, text);
  if (text.startsWith("$")) return readJsonPath(root, text);
  const quoted = /^'(.*)'$|^"(.*)"$/s.exec(text);
  if (quoted) return quoted[1] ?? quoted[2];
  const pattern = /^\/(.*)\/(i?)$/s.exec(text);
  if (pattern) return new RegExp(`^(?:${pattern[1]})$`, pattern[2]);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (operator === "=~") return right instanceof RegExp && typeof left === "string" && right.test(left);
  if (typeof left !== typeof right || (typeof left !== "number" && typeof left !== "string")) return false;
  const [a, b] = [left as number, right as number];
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}
