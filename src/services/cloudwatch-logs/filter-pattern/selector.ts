/** Selectors of JSON fields: `$.user.groups[0].name`, `$.items[*].id`, `$.['name with.dots']`. */
import { safeLiteral } from "./comparison.ts";
import { invalidPattern } from "./pattern.ts";

export interface Selector {
  readonly text: string;
  /** All values the selector finds: more than one only with a wildcard. */
  values(document: unknown): readonly unknown[];
  /** The longest of the property names, when a document cannot have the field without it. */
  readonly literal: string | undefined;
}

type Step = string | number | typeof EVERY;
const EVERY = Symbol("*");

const compiled = new Map<string, Selector>();
const MOST_COMPILED = 1000;

export function compileSelector(text: string): Selector {
  const known = compiled.get(text);
  if (known) return known;
  const steps = stepsOf(text);
  const names = steps.filter((step) => typeof step === "string").map(safeLiteral);
  const literal = names.filter((name) => name !== undefined).sort((a, b) => b.length - a.length)[0];
  const selector: Selector = {
    text,
    literal,
    values(document) {
      let found: unknown[] = [document];
      for (const step of steps) found = found.flatMap((value) => take(value, step));
      return found;
    },
  };
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(text, selector);
  return selector;
}

function stepsOf(text: string): Step[] {
  const steps: Step[] = [];
  const step = /\.?\[\s*(?:(\d+)|(\*)|'([^']*)'|"([^"]*)")\s*\]|\.(\*)|\.([^.[\]]+)/gy;
  step.lastIndex = 1;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (!match) throw invalidPattern("Invalid filter pattern");
    const [, index, every, single, double, star, name] = match;
    if (index !== undefined) steps.push(Number(index));
    else if (every !== undefined || star !== undefined) steps.push(EVERY);
    else steps.push((single ?? double ?? name) as string);
  }
  return steps;
}

function take(value: unknown, step: Step): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (step === EVERY) return Object.values(value);
  if (typeof step === "number") return Array.isArray(value) && step < value.length ? [value[step]] : [];
  return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
}
