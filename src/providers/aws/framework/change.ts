/** The plan of one object while a behaviour's `plan` hook works on it. */
import type { ValuePath } from "../../../terraform/lang/value.ts";
import type { Change } from "./behaviour.ts";
import { hasUnknown, type Plain, type PlainObject, samePlain, UNKNOWN } from "./plain.ts";
import { isZero } from "./plan-legacy.ts";
import type { Shape } from "./shape.ts";
import { viewOf } from "./view.ts";

export class PlannedChange implements Change<PlainObject> {
  readonly creating: boolean;
  readonly prior: PlainObject | null;
  readonly config: PlainObject;
  readonly requiresReplace: ValuePath[];
  readonly #shape: Shape;
  readonly #before: PlainObject | null;
  readonly #config: PlainObject;
  #after: PlainObject;

  constructor(
    shape: Shape,
    prior: PlainObject | null,
    config: PlainObject,
    planned: PlainObject,
    requiresReplace: readonly ValuePath[],
  ) {
    this.#shape = shape;
    this.#before = prior;
    this.#config = config;
    this.#after = planned;
    this.creating = prior === null;
    this.prior = prior && viewOf(shape.block, prior);
    this.config = viewOf(shape.block, config);
    this.requiresReplace = [...requiresReplace];
  }

  get result(): PlainObject {
    return this.#after;
  }

  get planned(): PlainObject {
    return viewOf(this.#shape.block, this.#after);
  }

  isKnown(name: string): boolean {
    return !hasUnknown(this.#after[name]);
  }

  changed(...names: string[]): boolean {
    return names.some((name) => {
      const before = this.#before?.[name] ?? null;
      const after = this.#after[name] ?? null;
      return !(isZero(before) && isZero(after)) && !samePlain(before, after, this.#type(name));
    });
  }

  configured(name: string): boolean {
    const value = this.#config[name] ?? null;
    return value !== null && !(Array.isArray(value) && value.length === 0);
  }

  set(name: string, value: Plain): void {
    this.#after = { ...this.#after, [name]: value };
  }

  recompute(...names: string[]): void {
    for (const name of names) this.set(name, UNKNOWN);
  }

  replaceFor(name: string): void {
    if (!this.creating) this.requiresReplace.push([{ kind: "attribute", name }]);
  }

  replaceWhole(): void {
    if (!this.creating) this.requiresReplace.push([]);
  }

  #type(name: string) {
    const { attributes, blocks } = this.#shape.block;
    const found = attributes.get(name) ?? blocks.get(name);
    if (!found) throw new Error(`${this.#shape.name} has no attribute ${name}`);
    return found.type;
  }
}
