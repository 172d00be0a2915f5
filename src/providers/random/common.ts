/** What all types of the random provider share. */
import { mapOf, STRING } from "../../terraform/lang/type.ts";
import type { Value } from "../../terraform/lang/value.ts";
import type { AttributeDefinition } from "../framework/schema.ts";

/** Arbitrary values that make a new result when they change; null values among them do not count. */
export const keepers: AttributeDefinition = {
  type: mapOf(STRING),
  optional: true,
  forceNew: (prior, planned) => present(prior) !== present(planned),
};

function present(value: Value): string {
  if (!value.isKnown) return "unknown";
  if (value.isNull) return "{}";
  const entries = [...value.entries].filter(([, item]) => !item.isNull);
  return JSON.stringify(Object.fromEntries(entries.map(([name, item]) => [name, item.isKnown ? item.string : null])));
}

/** An input: any change makes a new result. */
export const input = (attribute: AttributeDefinition): AttributeDefinition => ({ ...attribute, forceNew: true });

/** A result: unknown until it is made, then kept. */
export const result = (attribute: AttributeDefinition): AttributeDefinition => ({
  ...attribute,
  computed: true,
  keep: true,
});
