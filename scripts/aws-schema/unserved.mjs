// Writes src/providers/aws/schema/unserved.generated.json, the schemas of all that has no table of its own:
//   terraform providers schema -json > schema.json; node scripts/aws-schema/unserved.mjs schema.json
// Blocks of the same content are written once: a few types nest them six deep.
import { readFileSync, writeFileSync } from "node:fs";
import { SERVICES } from "./services.mjs";
import { typeText } from "./type-text.mjs";

const { provider_schemas: all } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const provider = all["registry.terraform.io/hashicorp/aws"];
const places = new Map();

const FLAGS = { required: "r", optional: "o", computed: "c", sensitive: "s", write_only: "w", deprecated: "d" };
const flagsOf = (attribute) =>
  Object.entries(FLAGS)
    .filter(([name]) => attribute[name])
    .map(([, flag]) => flag)
    .join("");

const typeOf = ({ type, nested_type: nested }) => {
  if (type) return typeText(type);
  const members = Object.entries(nested.attributes).map(([name, one]) => `${name}:${typeOf(one)}`);
  const object = `object{${members.join(",")}}`;
  return nested.nesting_mode === "single" ? object : `${nested.nesting_mode}(${object})`;
};

/** Where the block's text is. */
function placeOf({ attributes = {}, block_types: blocks = {} }) {
  const text = JSON.stringify([
    Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, `${flagsOf(one)} ${typeOf(one)}`])),
    Object.fromEntries(
      Object.entries(blocks).map(([name, { block, nesting_mode: nesting, min_items: min = 0, max_items: max = 0 }]) => [
        name,
        [placeOf(block), nesting, min, max],
      ]),
    ),
  ]);
  if (!places.has(text)) places.set(text, places.size);
  return places.get(text);
}

const tablesOf = (schemas, known) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(schemas)
        .filter(([name]) => !known.has(name))
        .map(([name, { block, version }]) => [name, [placeOf(block), version]]),
    ),
  );

const known = (kind) => new Set(Object.values(SERVICES).flatMap((names) => names[kind]));
const resources = tablesOf(provider.resource_schemas, known("resources"));
const dataSources = tablesOf(provider.data_source_schemas, known("dataSources"));
writeFileSync(
  new URL("../../src/providers/aws/schema/unserved.generated.json", import.meta.url),
  `{\n  "resources": ${resources},\n  "dataSources": ${dataSources},\n  "blocks": ${JSON.stringify([...places.keys()])}\n}\n`,
);
