/** Attributes as the utility providers declare them: the schema terraform sees, and how a plan treats each. */
import type { Value } from "../../terraform/lang/value.ts";
import type { AttributeSchema, NestedBlockSchema, ProviderDiagnostic, Schema } from "../../terraform/provider.ts";

export interface AttributeDefinition extends AttributeSchema {
  /** What an unset attribute gets. */
  readonly default?: Value;
  /** A change replaces the object; a function decides for the change at hand. */
  readonly forceNew?: boolean | ((prior: Value, planned: Value) => boolean);
  /** A computed attribute that an update leaves as it was; one that was null is worked out again unless "null-too". */
  readonly keep?: boolean | "null-too";
  /** A warning for whoever sets it. */
  readonly deprecationMessage?: string;
  /** Checks a known, non-null value. */
  readonly check?: (value: Value, name: string) => ProviderDiagnostic | undefined;
}

export interface BlockDefinition {
  readonly nesting: "single" | "list" | "set";
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  readonly forceNew?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface SchemaDefinition {
  readonly version?: number;
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  readonly blocks?: Readonly<Record<string, BlockDefinition>>;
  readonly deprecated?: boolean;
}

/** What terraform sees of a definition. */
export function schemaOf(definition: SchemaDefinition): Schema {
  return {
    version: definition.version ?? 0,
    block: {
      attributes: attributesOf(definition.attributes),
      blocks: Object.fromEntries(
        Object.entries(definition.blocks ?? {}).map(([name, block]) => [name, blockOf(block)] as const),
      ),
      ...(definition.deprecated ? { deprecated: true } : {}),
    },
  };
}

function attributesOf(definitions: Readonly<Record<string, AttributeDefinition>>): Record<string, AttributeSchema> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => {
      const {
        default: fallback,
        forceNew: _forceNew,
        keep: _keep,
        check: _check,
        deprecationMessage,
        ...declared
      } = definition;
      const schema = deprecationMessage === undefined ? declared : { ...declared, deprecated: true };
      return [name, fallback && !schema.required ? { ...schema, optional: true, computed: true } : schema] as const;
    }),
  );
}

function blockOf(definition: BlockDefinition): NestedBlockSchema {
  return {
    nesting: definition.nesting,
    block: { attributes: attributesOf(definition.attributes), blocks: {} },
    ...(definition.minItems === undefined ? {} : { minItems: definition.minItems }),
    ...(definition.maxItems === undefined ? {} : { maxItems: definition.maxItems }),
  };
}
