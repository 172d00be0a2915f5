/** Functions of arrays and objects, and those that take functions. */
import type { Builtins } from "./builtin.ts";
import type { FunctionValue } from "./environment.ts";
import { JsonataError } from "./error.ts";
import { invoke } from "./evaluate.ts";
import { deepEqual } from "./operators.ts";
import { append, isRecord, listOf, Sequence, sequenceOf } from "./sequence.ts";
import { truth } from "./truth.ts";

type List = readonly unknown[] | undefined;
type Members = Readonly<Record<string, unknown>> | undefined;

/** A function gets only as many arguments as it names. */
function give(callee: FunctionValue, ...args: unknown[]): unknown {
  const count = callee.native ? callee.arity : callee.parameters.length;
  return invoke(callee, args.slice(0, Math.max(1, count)));
}

function map(list: List, callee: FunctionValue): unknown {
  if (!list) return undefined;
  const results = new Sequence();
  for (const [i, item] of list.entries()) {
    const result = give(callee, item, i, list);
    if (result !== undefined) results.push(result);
  }
  return results;
}

function filter(list: List, callee: FunctionValue): unknown {
  return list && sequenceOf(...list.filter((item, i) => truth(give(callee, item, i, list))));
}

function single(list: List, callee?: FunctionValue): unknown {
  if (!list) return undefined;
  const found = callee ? list.filter((item, i) => truth(give(callee, item, i, list))) : list;
  if (found.length > 1)
    throw new JsonataError(
      "D3138",
      "The $single() function expected exactly 1 matching result.  Instead it matched more.",
    );
  if (found.length === 0)
    throw new JsonataError(
      "D3139",
      "The $single() function expected exactly 1 matching result.  Instead it matched 0.",
    );
  return found[0];
}

function reduce(list: List, callee: FunctionValue, initial?: unknown): unknown {
  if (!list) return undefined;
  if ((callee.native ? callee.arity : callee.parameters.length) < 2) {
    throw new JsonataError(
      "D3050",
      "The second argument of reduce function must be a function with at least two arguments",
    );
  }
  const items = initial === undefined ? list.slice(1) : list;
  const offset = list.length - items.length;
  let result = initial === undefined ? list[0] : initial;
  for (const [i, item] of items.entries()) result = give(callee, result, item, i + offset, list);
  return result;
}

function sort(list: List, callee?: FunctionValue): unknown {
  if (!list) return undefined;
  if (callee) return [...list].sort((a, b) => (truth(give(callee, a, b)) ? 1 : truth(give(callee, b, a)) ? -1 : 0));
  const kinds = new Set(list.map((item) => typeof item));
  if (list.length > 1 && (kinds.size > 1 || !(kinds.has("string") || kinds.has("number")))) {
    throw new JsonataError(
      "D3070",
      "The single argument form of the sort function can only be applied to an array of strings or an array of numbers.  Use the second argument to specify a comparison function",
    );
  }
  return [...(list as readonly string[])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function distinct(value: unknown): unknown {
  if (!Array.isArray(value) || value.length <= 1) return value;
  const kept: unknown[] = [];
  for (const item of value as unknown[]) if (!kept.some((other) => deepEqual(item, other))) kept.push(item);
  return value instanceof Sequence ? sequenceOf(...kept) : kept;
}

function keys(value: unknown): unknown {
  if (Array.isArray(value)) return sequenceOf(...new Set((value as unknown[]).flatMap((item) => listOf(keys(item)))));
  return isRecord(value) ? sequenceOf(...Object.keys(value)) : new Sequence();
}

function lookUp(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return sequenceOf(...(value as unknown[]).flatMap((item) => listOf(lookUp(item, name))));
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function spread(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).reduce((all, item) => append(all, spread(item)), undefined);
  return isRecord(value) ? sequenceOf(...Object.entries(value).map(([name, inner]) => ({ [name]: inner }))) : value;
}

function sift(members: Members, callee: FunctionValue): unknown {
  if (!members) return undefined;
  const kept = Object.entries(members).filter(([name, value]) => truth(give(callee, value, name, members)));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function each(members: Members, callee: FunctionValue): unknown {
  const results = Object.entries(members ?? {}).map(([name, value]) => give(callee, value, name, members));
  return sequenceOf(...results.filter((result) => result !== undefined));
}

function zip(...lists: List[]): unknown[] {
  const length = Math.min(...lists.map((list) => list?.length ?? 0));
  return Array.from({ length }, (_, i) => lists.map((list) => list?.[i]));
}

function shuffled(list: List): unknown {
  const result = [...(list ?? [])];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return list && result;
}

export const listFunctions: Builtins = {
  count: ["<a:n>", (list: List) => list?.length ?? 0],
  append: ["<xx:a>", append],
  reverse: ["<a:a>", (list: List) => list && [...list].reverse()],
  shuffle: ["<a:a>", shuffled],
  distinct: ["<x:x>", distinct],
  sort: ["<af?:a>", sort],
  zip: ["<a+:a>", zip],
  map: ["<af:a>", map],
  filter: ["<af:a>", filter],
  single: ["<af?:x>", single],
  reduce: ["<afj?:j>", reduce],
  keys: ["<x-:a<s>>", keys],
  lookup: ["<x-s:x>", lookUp],
  spread: ["<x-:a<o>>", spread],
  merge: ["<a<o>:o>", (list: readonly object[] | undefined) => list && (Object.assign({}, ...list) as object)],
  sift: ["<o-f?:o>", sift],
  each: ["<o-f:a>", each],
};
