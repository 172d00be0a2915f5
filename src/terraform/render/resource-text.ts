/** A resource block that says what an object is: what `-generate-config-out` writes. */
import { formatSource } from "../../hcl/format.ts";
import type { ResourceAddress } from "../addresses/resource.ts";
import type { Value } from "../lang/value.ts";
import type { AttributeSchema, BlockSchema } from "../provider.ts";

export function resourceText({ type, name }: ResourceAddress, schema: BlockSchema, object: Value): string {
  const body = bodyLines(schema, object, true).join("\n");
  return formatSource(`resource ${JSON.stringify(type)} ${JSON.stringify(name)} {\n${body}\n}\n`).trimEnd();
}

function bodyLines(schema: BlockSchema, object: Value, isRoot: boolean): string[] {
  const lines: string[] = [];
  for (const name of Object.keys(schema.attributes).sort()) {
    const attribute = schema.attributes[name] as AttributeSchema;
    // What only the provider sets, and the `id` that older providers let configurations set although they ignore it.
    if (!attribute.required && !attribute.optional) continue;
    if (attribute.deprecated || (isRoot && name === "id" && attribute.optional && attribute.computed)) continue;
    const value = object.entries.get(name);
    lines.push(`${name} = ${attribute.sensitive ? "null # sensitive" : value ? literal(value) : "null"}`);
  }
  for (const name of Object.keys(schema.blocks).sort()) {
    const nested = schema.blocks[name];
    const value = object.entries.get(name);
    if (!nested || !value || value.isNull || nested.block.deprecated) continue;
    const single = nested.nesting === "single" || nested.nesting === "group";
    const labelled = nested.nesting === "map";
    const items: readonly (readonly [string, Value])[] = single
      ? [["", value]]
      : labelled
        ? [...value.entries].map(([key, item]) => [` ${quoted(key)}`, item] as const)
        : value.elements.map((item) => ["", item] as const);
    for (const [label, item] of items) lines.push(`${name}${label} {`, ...bodyLines(nested.block, item, false), "}");
  }
  return lines;
}

const quoted = (text: string): string => JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");

function literal(marked: Value): string {
  const value = marked.withoutMarks();
  if (value.isNull || !value.isKnown) return "null";
  switch (value.type.kind) {
    case "string":
      return quoted(value.string);
    case "list":
    case "set":
    case "tuple":
      return `[${value.elements.map(literal).join(", ")}]`;
    case "map":
    case "object": {
      const items = [...value.entries].map(([name, item]) => {
        const key = /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) ? name : quoted(name);
        return `${key} = ${literal(item)}`;
      });
      return items.length === 0 ? "{}" : `{\n${items.join("\n")}\n}`;
    }
    default:
      return value.type.kind === "number" ? value.number.toString() : String(value.content as boolean);
  }
}
