// Writes src/providers/aws/schema/names.generated.json, the names of all that the real provider has:
//   terraform providers schema -json > schema.json; node scripts/aws-schema/names.mjs schema.json
import { readFileSync, writeFileSync } from "node:fs";

const { provider_schemas: all } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const provider = all["registry.terraform.io/hashicorp/aws"];
// The prefix that all have in common is left out.
const names = (schemas) =>
  Object.keys(schemas)
    .sort()
    .map((name) => name.replace(/^aws_/, ""))
    .join(" ");
const table = { resources: names(provider.resource_schemas), dataSources: names(provider.data_source_schemas) };
const file = new URL("../../src/providers/aws/schema/names.generated.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(table, null, 1)}\n`);
