/**
 * The static checks of a definition's JSONata expressions: those that cannot be read, those that read a context item,
 * which does not exist here, and those that read an error where none is. Source: AWS, measured (codes and sentences).
 */
import type { Finding } from "./finding.ts";
import type { Json, JsonObject } from "./json.ts";
import { isList, isObject } from "./json.ts";
import { expressionIn } from "./jsonata-template.ts";
import { type QueryLanguage, queryLanguageOf } from "./query-language.ts";

/** Of a definition that is well-formed otherwise. */
export async function jsonataFindings(definition: JsonObject): Promise<readonly Finding[]> {
  const found = [...expressionsOf(definition, "", queryLanguageOf(definition))];
  if (found.length === 0) return [];
  const { default: jsonata } = await import("jsonata");
  return found.flatMap(({ text, location, catches }) => {
    try {
      return [...unsupported(jsonata(text).ast() as unknown as Node, catches)].map(
        (message): Finding => ({ code: "UNSUPPORTED_JSONATA_EXPRESSION", message, location }),
      );
    } catch (error) {
      const message = (error as { readonly message?: string }).message ?? "";
      return [{ code: "INVALID_JSONATA_EXPRESSION", message, location }];
    }
  });
}

interface Expression {
  readonly text: string;
  readonly location: string;
  /** Whether there is an error output, as catchers have it. */
  readonly catches: boolean;
}

/** Members of a state that hold machines of their own, whose states speak for themselves. */
const MACHINES = new Set(["Branches", "ItemProcessor", "Iterator"]);

function* expressionsOf(machine: JsonObject, location: string, whole: QueryLanguage): IterableIterator<Expression> {
  for (const [name, state] of Object.entries(isObject(machine.States) ? machine.States : {})) {
    if (!isObject(state)) continue;
    const at = `${location}/States/${name}`;
    for (const [member, value] of Object.entries(state)) {
      if (!MACHINES.has(member)) {
        if (queryLanguageOf(state, whole) === "JSONata") {
          yield* expressionsIn(value, `${at}/${member}`, member === "Catch");
        }
      } else if (isList(value)) {
        for (const [index, branch] of value.entries()) {
          if (isObject(branch)) yield* expressionsOf(branch, `${at}/${member}[${index}]`, whole);
        }
      } else if (isObject(value)) yield* expressionsOf(value, `${at}/${member}`, whole);
    }
  }
}

function* expressionsIn(value: Json, location: string, catches: boolean): IterableIterator<Expression> {
  if (typeof value === "string") {
    const text = expressionIn(value);
    if (text !== undefined) yield { text, location, catches };
  } else if (isList(value)) {
    for (const [index, item] of value.entries()) yield* expressionsIn(item, `${location}[${index}]`, catches);
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) yield* expressionsIn(item, `${location}/${name}`, catches);
  }
}

/** A node of the evaluator's syntax tree. */
interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly [member: string]: unknown;
}

function unsupported(tree: Node, catches: boolean): Set<string> {
  const sentences = new Set<string>();
  const visit = (node: unknown, atTop: boolean): void => {
    if (Array.isArray(node)) {
      for (const one of node as readonly unknown[]) visit(one, atTop);
      return;
    }
    if (typeof node !== "object" || node === null) return;
    const { type, steps, ...rest } = node as Node;
    if (type === "path" && steps) {
      const [first, second] = steps;
      if (atTop && first?.type === "name") {
        sentences.add(`Reference to '${String(first.value)}' at the top level is not supported.`);
      }
      if (!catches && first?.type === "variable" && first.value === "states" && second?.value === "errorOutput") {
        sentences.add("Field '$states.errorOutput' does not exist.");
      }
      steps.forEach((step, at) => visit(step, atTop && at === 0));
    }
    for (const [member, inner] of Object.entries(rest))
      visit(inner, atTop && !INSIDE.has(member) && type !== "transform");
  };
  visit(tree, true);
  return sentences;
}

/** Members that are evaluated for each value of what they belong to: there is a context item. */
const INSIDE = new Set(["stages", "predicate", "group", "terms"]);
