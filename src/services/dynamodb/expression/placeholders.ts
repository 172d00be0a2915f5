/** ExpressionAttributeNames and ExpressionAttributeValues of one request, and which of them its expressions use. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../../wire/service-exception.ts";
import { admitUnbounded, admitValue, checkNameLength } from "../attribute/admit.ts";
import type { Value } from "../attribute/value.ts";
import { refusal, wording } from "../refusal.ts";

export interface PlaceholderInput {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>> | undefined;
}

/** How deep the values may be nested: in most regions, and so in the older wording, only updates limit it. */
type Nesting = "limited" | "any";

const nothing = new Map<string, never>();
const longestKey = 255;

export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, Value>;
  readonly #unusedNames: Set<string>;
  readonly #unusedValues: Set<string>;

  constructor(
    { ExpressionAttributeNames: names, ExpressionAttributeValues: values }: PlaceholderInput,
    nesting: Nesting = wording === "2025" ? "any" : "limited",
  ) {
    if (names) checkKeys("ExpressionAttributeNames", Object.keys(names), "#");
    if (values) checkKeys("ExpressionAttributeValues", Object.keys(values), ":");
    this.#names = names ? admitNames(names) : nothing;
    this.#values = values ? admitValues(values, nesting) : nothing;
    this.#unusedNames = new Set(this.#names.keys());
    this.#unusedValues = new Set(this.#values.keys());
  }

  name(placeholder: string): string | undefined {
    this.#unusedNames.delete(placeholder);
    return this.#names.get(placeholder);
  }

  value(placeholder: string): Value | undefined {
    this.#unusedValues.delete(placeholder);
    return this.#values.get(placeholder);
  }

  get values(): Iterable<Value> {
    return this.#values.values();
  }

  checkAllUsed(): void {
    this.#checkUsed("ExpressionAttributeNames", this.#unusedNames);
    this.#checkUsed("ExpressionAttributeValues", this.#unusedValues);
  }

  #checkUsed(parameter: string, unused: ReadonlySet<string>): void {
    if (unused.size === 0) return;
    throw refusal(`Value provided in ${parameter} unused in expressions: keys: {${[...unused].join(", ")}}`);
  }
}

function checkKeys(parameter: string, keys: readonly string[], sign: "#" | ":"): void {
  if (keys.length === 0) throw refusal(`${parameter} must not be empty`);
  for (const key of keys) {
    // That it is refused is recorded, the sentence is not.
    if (Buffer.byteLength(key) > longestKey) {
      throw refusal(`${parameter} contains invalid key: Key size has exceeded the maximum allowed size; key: "${key}"`);
    }
    if (key[0] !== sign || !/^[0-9a-zA-Z_]+$/.test(key.slice(1))) {
      throw refusal(`${parameter} contains invalid key: Syntax error; key: "${key}"`);
    }
  }
}

function admitNames(names: Readonly<Record<string, string>>): Map<string, string> {
  for (const key in names) {
    // That it is refused is recorded, the sentence is not.
    if (!names[key])
      throw refusal(`ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`);
    checkNameLength(names[key]);
  }
  return new Map(Object.entries(names));
}

function admitValues(values: Readonly<Record<string, AttributeValue>>, nesting: Nesting): Map<string, Value> {
  const admitted = new Map<string, Value>();
  for (const key in values) {
    const value = values[key] ?? ({} as AttributeValue);
    try {
      admitted.set(key, nesting === "any" ? admitUnbounded(value) : admitValue(value));
    } catch (error) {
      // Too deep a value and too long a name are told alike wherever they are.
      if (!(error instanceof ServiceException) || /^(?:Nesting|Attribute name)/.test(error.message)) throw error;
      throw refusal(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
    }
  }
  return admitted;
}
