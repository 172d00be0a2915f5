/** Functions and what names mean while an expression is evaluated. */
import type { Node } from "./syntax.ts";

export interface NativeFunction {
  readonly native: true;
  readonly name: string;
  /** How many arguments a function that calls this one should give it. */
  readonly arity: number;
  readonly call: (args: readonly unknown[], input: unknown) => unknown;
}

export interface Lambda {
  readonly native: false;
  readonly parameters: readonly string[];
  readonly body: Node;
  readonly input: unknown;
  readonly environment: Environment;
}

export type FunctionValue = NativeFunction | Lambda;

const functions = new WeakSet<object>();

export function functionValue<T extends FunctionValue>(value: T): T {
  functions.add(value);
  return value;
}

export const isFunctionValue = (value: unknown): value is FunctionValue =>
  typeof value === "object" && value !== null && functions.has(value);

export class Environment {
  readonly #names = new Map<string, unknown>();
  readonly #outer: Environment | undefined;

  constructor(outer?: Environment) {
    this.#outer = outer;
  }

  bind(name: string, value: unknown): void {
    this.#names.set(name, value);
  }

  lookUp(name: string): unknown {
    return this.#names.has(name) ? this.#names.get(name) : this.#outer?.lookUp(name);
  }
}
