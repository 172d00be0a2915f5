/**
 * Signatures of built-in functions, such as `<s-nn?:s>`: what the arguments may be. `-` takes the input when the argument
 * is missing, `?` may be missing, `+` may come often, `a` makes a single value an array, `a<n>` an array of numbers.
 */
import { isFunctionValue } from "./environment.ts";
import { JsonataError } from "./error.ts";

interface Parameter {
  /** Letters of the kinds it may be. */
  readonly kinds: string;
  readonly itemKinds: string | undefined;
  readonly context: boolean;
  readonly optional: boolean;
  readonly many: boolean;
}

const PARAMETER = /\(([a-z]+)\)|([a-z])(?:<([^>]*)>)?/y;

export type CheckedArguments = (args: readonly unknown[], input: unknown) => readonly unknown[];

export function signature(name: string, text: string): { readonly arity: number; readonly check: CheckedArguments } {
  const parameters = parametersOf(text);
  const arity = parameters.filter(({ optional }) => !optional).length;
  return { arity, check: (args, input) => checked(name, parameters, args, input) };
}

function parametersOf(text: string): Parameter[] {
  const parameters: Parameter[] = [];
  const body = text.slice(1, text.lastIndexOf(":"));
  PARAMETER.lastIndex = 0;
  for (let match = PARAMETER.exec(body); match; match = PARAMETER.exec(body)) {
    const kinds = match[1] ?? (match[2] as string);
    let end = PARAMETER.lastIndex;
    const signs = /[-?+]*/.exec(body.slice(end))?.[0] ?? "";
    end += signs.length;
    parameters.push({
      kinds: kinds.replace("x", "abnsolf").replace("j", "abnsol").replace("u", "bnsl"),
      itemKinds: kinds === "f" ? undefined : match[3],
      context: signs.includes("-"),
      optional: signs.includes("?"),
      many: signs.includes("+"),
    });
    PARAMETER.lastIndex = end;
  }
  return parameters;
}

export function kindOf(value: unknown): string {
  if (isFunctionValue(value) || value instanceof RegExp || typeof value === "function") return "f";
  if (Array.isArray(value)) return "a";
  if (value === null) return "l";
  if (value === undefined) return "m";
  return (typeof value)[0] as string;
}

function checked(name: string, parameters: readonly Parameter[], args: readonly unknown[], input: unknown): unknown[] {
  const result: unknown[] = [];
  let next = 0;
  for (const parameter of parameters) {
    do {
      const has = next < args.length;
      const value = args[next];
      if (has && fits(parameter, value)) {
        result.push(shaped(name, parameter, value, next++));
      } else if (parameter.context && !has && fits(parameter, input)) {
        result.push(shaped(name, parameter, input, next));
      } else if (parameter.context && has && fitsLater(parameters, parameter, value) && fits(parameter, input)) {
        result.push(input);
      } else if (!has && (parameter.optional || parameter.many)) {
        break;
      } else if (!has && parameter.context) {
        throw new JsonataError(
          "T0411",
          `Context value is not a compatible type with argument ${next + 1} of function ${JSON.stringify(name)}`,
        );
      } else {
        throw new JsonataError(
          "T0410",
          `Argument ${next + 1} of function ${JSON.stringify(name)} does not match function signature`,
        );
      }
    } while (parameter.many && next < args.length);
  }
  if (next < args.length) {
    throw new JsonataError(
      "T0410",
      `Argument ${next + 1} of function ${JSON.stringify(name)} does not match function signature`,
    );
  }
  return result;
}

function fits({ kinds }: Parameter, value: unknown): boolean {
  const kind = kindOf(value);
  // What is missing goes anywhere; what is single goes where a list does.
  return kind === "m" || kinds.includes(kind) || (kinds === "a" && kind !== "f");
}

function fitsLater(parameters: readonly Parameter[], current: Parameter, value: unknown): boolean {
  const following = parameters[parameters.indexOf(current) + 1];
  return following !== undefined && fits(following, value);
}

function shaped(name: string, { kinds, itemKinds }: Parameter, value: unknown, at: number): unknown {
  if (kinds !== "a" || value === undefined) return value;
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  if (itemKinds !== undefined && !list.every((item) => itemKinds.includes(kindOf(item)))) {
    const names: Readonly<Record<string, string>> = { s: "strings", n: "numbers", o: "objects", a: "arrays" };
    throw new JsonataError(
      "T0412",
      `Argument ${at + 1} of function ${JSON.stringify(name)} must be an array of ${names[itemKinds] ?? itemKinds}`,
    );
  }
  return list;
}
