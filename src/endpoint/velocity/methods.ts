/** The methods of Java's String, List and Map that templates call. */
import { equal, isMap, print, type Value, WrittenList } from "./values.ts";

type Method<Target> = (target: Target, ...args: Value[]) => Value;

const text = (value: Value): string => print(value);
const number = (value: Value): number => Number(value);

/** Java's patterns are near enough to JavaScript's. */
const pattern = (value: Value, flags = "g"): RegExp => new RegExp(text(value), flags);

/** In a Java replacement a backslash makes the next character mean itself; `$1` is the same in both. */
const replacement = (value: Value): string =>
  text(value).replace(/\\([\s\S])/g, (_, character: string) => (character === "$" ? "$$" : character));

const STRING: Readonly<Record<string, Method<string>>> = {
  charAt: (target, at) => target.charAt(number(at)),
  compareTo: (target, other) => (target < text(other) ? -1 : Number(target > text(other))),
  concat: (target, other) => target + text(other),
  contains: (target, part) => target.includes(text(part)),
  endsWith: (target, part) => target.endsWith(text(part)),
  equalsIgnoreCase: (target, other) => target.toLowerCase() === text(other).toLowerCase(),
  indexOf: (target, part) => target.indexOf(text(part)),
  isEmpty: (target) => target === "",
  lastIndexOf: (target, part) => target.lastIndexOf(text(part)),
  length: (target) => target.length,
  matches: (target, expression) => new RegExp(`^(?:${text(expression)})$`, "s").test(target),
  replace: (target, old, next) => target.replaceAll(text(old), () => text(next)),
  replaceAll: (target, expression, next) => target.replace(pattern(expression), replacement(next)),
  replaceFirst: (target, expression, next) => target.replace(pattern(expression, ""), replacement(next)),
  split: (target, expression) => WrittenList.from(withoutEmptyEnd(target.split(pattern(expression, "")))),
  startsWith: (target, part) => target.startsWith(text(part)),
  substring: (target, from, to) => target.slice(number(from), to === undefined ? undefined : number(to)),
  toLowerCase: (target) => target.toLowerCase(),
  toUpperCase: (target) => target.toUpperCase(),
  trim: (target) => target.trim(),
};

function withoutEmptyEnd(parts: readonly string[]): string[] {
  const last = parts.findLastIndex((part) => part !== "");
  return parts.slice(0, last + 1);
}

const LIST: Readonly<Record<string, Method<Value[]>>> = {
  add: (target, first, second) => {
    if (second === undefined) target.push(first);
    else target.splice(number(first), 0, second);
    return true;
  },
  addAll: (target, items) => {
    target.push(...listOf(items));
    return true;
  },
  clear: (target) => void target.splice(0),
  contains: (target, item) => target.some((one) => equal(one, item)),
  get: (target, at) => target[number(at)],
  indexOf: (target, item) => target.findIndex((one) => equal(one, item)),
  isEmpty: (target) => target.length === 0,
  remove: (target, at) => target.splice(number(at), 1)[0],
  set: (target, at, item) => {
    const old = target[number(at)];
    target[number(at)] = item;
    return old;
  },
  size: (target) => target.length,
};

const MAP: Readonly<Record<string, Method<Record<string, Value>>>> = {
  containsKey: (target, key) => Object.hasOwn(target, text(key)),
  containsValue: (target, item) => Object.values(target).some((one) => equal(one, item)),
  entrySet: (target) => Object.entries(target).map(([key, value]) => ({ key, value })),
  get: (target, key) => entry(target, text(key)),
  getKey: (target) => target["key"],
  getOrDefault: (target, key, other) => entry(target, text(key)) ?? other,
  getValue: (target) => target["value"],
  isEmpty: (target) => Object.keys(target).length === 0,
  keySet: (target) => WrittenList.from(Object.keys(target)),
  put: (target, key, value) => {
    const old = entry(target, text(key));
    target[text(key)] = value;
    return old;
  },
  putAll: (target, other) => void Object.assign(target, isMap(other) ? other : {}),
  remove: (target, key) => {
    const old = entry(target, text(key));
    delete target[text(key)];
    return old;
  },
  size: (target) => Object.keys(target).length,
  values: (target) => WrittenList.from(Object.values(target)),
};

export const entry = (map: Readonly<Record<string, Value>>, key: string): Value =>
  Object.hasOwn(map, key) ? map[key] : undefined;

/** What a loop runs over. */
export function listOf(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  return isMap(value) ? Object.values(value) : [];
}

export function callMethod(target: Value, name: string, args: Value[]): Value {
  if (target === undefined || target === null) return undefined;
  if (name === "toString") return print(target);
  if (name === "equals") return equal(target, args[0]);
  if (typeof target === "string") return own(STRING, name)?.(target, ...args);
  if (Array.isArray(target)) return own(LIST, name)?.(target, ...args);
  if (typeof target === "number" && /^(int|long|double)Value$/.test(name))
    return name === "doubleValue" ? target : Math.trunc(target);
  return isMap(target) ? own(MAP, name)?.(target, ...args) : undefined;
}

function own<Target>(methods: Readonly<Record<string, Method<Target>>>, name: string): Method<Target> | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}
