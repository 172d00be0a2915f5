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

/** What the provider advises when something that should not fail did. */
export const RETRY =
  "Retry the Terraform operation. If the error still occurs or happens regularly, please contact the provider developer with hardware and operating system information.\n\n";
