/** ExpressionAttributeNames and ExpressionAttributeValues of one request, and which of them its expressions use. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../../wire/service-exception.ts";
import { admitValue } from "../attribute/admit.ts";
import type { Value } from "../attribute/value.ts";
import { refusal } from "../refusal.ts";

export interface PlaceholderInput {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>> | undefined;
}

const nothing = new Map<string, never>();

export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, Value>;
  readonly #unusedNames: Set<string>;
  readonly #unusedValues: Set<string>;

  constructor({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: PlaceholderInput) {
    if (names) checkKeys("ExpressionAttributeNames", Object.keys(names), "#");
    if (values) checkKeys("ExpressionAttributeValues", Object.keys(values), ":");
    this.#names = names ? new Map(Object.entries(names)) : nothing;
    this.#values = values ? admitValues(values) : nothing;
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
    if (key[0] !== sign || !/^[0-9a-zA-Z_]+$/.test(key.slice(1))) {
      throw refusal(`${parameter} contains invalid key: Syntax error; key: "${key}"`);
    }
  }
}

function admitValues(values: Readonly<Record<string, AttributeValue>>): Map<string, Value> {
  const admitted = new Map<string, Value>();
  for (const key in values) {
    try {
      admitted.set(key, admitValue(values[key] ?? ({} as AttributeValue)));
    } catch (error) {
      // Too deep a value is told alike wherever it is.
      if (!(error instanceof ServiceException) || error.message.startsWith("Nesting")) throw error;
      throw refusal(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
    }
  }
  return admitted;
}
