/**
 * What the framework knows of one resource type or data source: Terraform's schema, and beside it what the schema does
 * not tell (defaults, what forces a new object, what is checked). Built from the tables in `../schema`.
 */
import {
  BOOL,
  listOf,
  mapOf,
  NUMBER,
  type ObjectType,
  objectOf,
  STRING,
  setOf,
  type Type,
} from "../../../terraform/lang/type.ts";
import type { AttributeSchema, BlockSchema, NestedBlockSchema, Schema } from "../../../terraform/provider.ts";
import type { Plain } from "./plain.ts";
import type { BlockTable, NestedTable, RuleTable, TypeTable } from "./table.ts";

export interface AttributeShape {
  readonly name: string;
  readonly type: Type;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  readonly writeOnly: boolean;
  readonly deprecated: string | undefined;
  readonly forceNew: boolean;
  readonly default: Plain | undefined;
  readonly rules: readonly RuleTable[];
  /** Checks of members, where the attribute's elements are objects. */
  readonly memberRules: Readonly<Record<string, readonly RuleTable[]>>;
}

export interface NestedShape {
  readonly name: string;
  readonly nesting: "list" | "set" | "single";
  readonly min: number;
  readonly max: number;
  /** A block that AWS fills in when the configuration has none. */
  readonly computed: boolean;
  readonly forceNew: boolean;
  readonly block: BlockShape;
  /** Type of the whole: a list or set of objects, or one object. */
  readonly type: Type;
}

export interface BlockShape {
  readonly attributes: ReadonlyMap<string, AttributeShape>;
  readonly blocks: ReadonlyMap<string, NestedShape>;
  readonly type: ObjectType;
}

export interface Shape {
  readonly name: string;
  readonly version: number;
  readonly block: BlockShape;
  readonly groups: readonly (readonly [kind: string, ...names: string[]])[];
  /** What is said to a configuration that has one of these attributes or blocks. */
  readonly deprecations: Readonly<Record<string, string>>;
  /** Written on the newer plugin framework: nulls stay null, and an update makes computed values unknown. */
  readonly modern: boolean;
  /** Computed values of a modern type that an update recomputes. */
  readonly recomputed: ReadonlySet<string>;
}

export function shapeOf(name: string, table: TypeTable): Shape {
  return {
    name,
    version: table.version ?? 0,
    block: blockShape(table),
    groups: [...(table.groups ?? [])].sort(([a], [b]) => rankOf(a) - rankOf(b)),
    deprecations: table.deprecations ?? {},
    modern: table.modern ?? false,
    recomputed: new Set(table.recomputed),
  };
}

/** The order in which the SDK asks about combinations: the first refusal of an attribute is its only one. */
const GROUP_ORDER = ["exactlyOne", "atLeastOne", "together", "conflicts"];
const rankOf = (kind: string): number => GROUP_ORDER.indexOf(kind);

function blockShape(table: BlockTable): BlockShape {
  const attributes = new Map(
    Object.entries(table.attributes ?? {}).map(([name, text]) => [name, attributeShape(name, text, table)]),
  );
  const blocks = new Map(Object.entries(table.blocks ?? {}).map(([name, nested]) => [name, nestedShape(name, nested)]));
  const types = new Map<string, Type>();
  for (const { name, type } of [...attributes.values(), ...blocks.values()]) types.set(name, type);
  return { attributes, blocks, type: objectOf(types) };
}

/** `text` is the flags, a blank, the type, such as "oc! string". */
function attributeShape(name: string, text: string, table: BlockTable): AttributeShape {
  const [flags = "", type = ""] = text.split(/ (.*)/s);
  return {
    name,
    type: parseType(type),
    required: flags.includes("r"),
    optional: flags.includes("o"),
    computed: flags.includes("c"),
    sensitive: flags.includes("s"),
    writeOnly: flags.includes("w"),
    deprecated: flags.includes("d") ? "" : undefined,
    forceNew: flags.includes("!"),
    default: table.defaults?.[name],
    rules: table.rules?.[name] ?? [],
    memberRules: Object.fromEntries(
      Object.entries(table.rules ?? {})
        .filter(([path]) => path.startsWith(`${name}.`))
        .map(([path, rules]) => [path.slice(name.length + 1), rules]),
    ),
  };
}

function nestedShape(name: string, table: NestedTable): NestedShape {
  const block = blockShape(table);
  return {
    name,
    nesting: table.nesting,
    min: table.min ?? 0,
    max: table.max ?? 0,
    computed: table.computed ?? false,
    forceNew: table.forceNew ?? false,
    block,
    type: table.nesting === "list" ? listOf(block.type) : table.nesting === "set" ? setOf(block.type) : block.type,
  };
}

/** Reads `set(object{a:string,b:list(string)})` and the like. */
export function parseType(text: string): Type {
  let at = 0;
  const read = (): Type => {
    const word = /^[a-z]+/.exec(text.slice(at))?.[0] ?? "";
    at += word.length;
    switch (word) {
      case "string":
        return STRING;
      case "number":
        return NUMBER;
      case "bool":
        return BOOL;
      case "object": {
        const attributes = new Map<string, Type>();
        do {
          at += 1;
          const name = /^[a-z0-9_]*/.exec(text.slice(at))?.[0] ?? "";
          at += name.length + 1;
          attributes.set(name, read());
        } while (text[at] === ",");
        at += 1;
        return objectOf(attributes);
      }
      case "list":
      case "set":
      case "map": {
        at += 1;
        const element = read();
        at += 1;
        return word === "list" ? listOf(element) : word === "set" ? setOf(element) : mapOf(element);
      }
      default:
        throw new Error(`Unknown type in a schema table: ${text}`);
    }
  };
  return read();
}

export const schemaOf = (shape: Shape): Schema => ({ version: shape.version, block: blockSchema(shape.block) });

const blockSchema = ({ attributes, blocks }: BlockShape): BlockSchema => ({
  attributes: Object.fromEntries([...attributes].map(([name, shape]) => [name, attributeSchema(shape)])),
  blocks: Object.fromEntries([...blocks].map(([name, shape]) => [name, nestedSchema(shape)])),
});

function attributeSchema(shape: AttributeShape): AttributeSchema {
  return {
    type: shape.type,
    ...(shape.required && { required: true }),
    ...(shape.optional && { optional: true }),
    ...(shape.computed && { computed: true }),
    ...(shape.sensitive && { sensitive: true }),
    ...(shape.writeOnly && { writeOnly: true }),
    ...(shape.deprecated !== undefined && { deprecated: true }),
  };
}

const nestedSchema = (shape: NestedShape): NestedBlockSchema => ({
  nesting: shape.nesting,
  block: blockSchema(shape.block),
  ...(shape.min > 0 && { minItems: shape.min }),
  ...(shape.max > 0 && { maxItems: shape.max }),
});
