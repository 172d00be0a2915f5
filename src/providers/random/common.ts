/** What all types of the random provider share. */
import { mapOf, STRING } from "../../terraform/lang/type.ts";
import { exceptNulls } from "../framework/force-new.ts";
import type { AttributeDefinition } from "../framework/schema.ts";

/** Arbitrary values that make a new result when they change. */
export const keepers: AttributeDefinition = { type: mapOf(STRING), optional: true, forceNew: exceptNulls };

/** An input: any change makes a new result. */
export const input = (attribute: AttributeDefinition): AttributeDefinition => ({ ...attribute, forceNew: true });

/** A result: unknown until it is made, then kept. */
export const result = (attribute: AttributeDefinition): AttributeDefinition => ({
  ...attribute,
  computed: true,
  keep: true,
});
