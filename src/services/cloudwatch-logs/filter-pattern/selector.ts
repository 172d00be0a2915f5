/** Selectors of JSON fields: `$.user.groups[0].name`, `$.items[*].id`, `$.['name with.dots']`. */
import { safeLiteral } from "./comparison.ts";
import { invalidPattern } from "./pattern.ts";

export interface Selector {
  readonly text: string;
  /** All values the selector finds: more than one only with a wildcard. */
  values(document: unknown): readonly unknown[];
  /** The longest of the property names, when a document cannot have the field without it. */
  readonly literal: string | undefined;
  /** The property name the selector ends with, when it does and the name needs no escape in JSON. */
  readonly lastName: string | undefined;
  /** The name of the property of the outermost object that it selects, when it is only that. */
  readonly onlyName: string | undefined;
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
  const last = steps.at(-1);
  const selector: Selector = {
    text,
    literal,
    lastName: typeof last === "string" && /^[\w .:@-]+$/.test(last) ? last : undefined,
    onlyName: steps.length === 1 && typeof last === "string" ? last : undefined,
    values: steps.includes(EVERY) ? (document) => everyValue(document, steps) : (document) => oneValue(document, steps),
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

const NONE: readonly unknown[] = [];

function oneValue(document: unknown, steps: readonly Step[]): readonly unknown[] {
  let value = document;
  for (const step of steps) {
    if (typeof value !== "object" || value === null || step === EVERY) return NONE;
    if (typeof step === "number" ? !Array.isArray(value) || step >= value.length : !Object.hasOwn(value, step)) {
      return NONE;
    }
    value = (value as Record<string | number, unknown>)[step];
  }
  return [value];
}

function everyValue(document: unknown, steps: readonly Step[]): readonly unknown[] {
  let found: readonly unknown[] = [document];
  for (const step of steps) {
    found = found.flatMap((value) =>
      step === EVERY
        ? typeof value === "object" && value !== null
          ? Object.values(value)
          : []
        : oneValue(value, [step]),
    );
  }
  return found;
}
