// Asks a provider binary for its schemas and for what they leave out, and writes it all as JSON:
// node scripts/aws-schema/probe.mjs PROVIDER_BINARY FACTS.json
import { writeFileSync } from "node:fs";
import { fill, HINTS } from "./hints.mjs";
import { startPlugin } from "./plugin.mjs";
import { probePlan } from "./probe-plan.mjs";
import { probeRules } from "./probe-rules.mjs";
import { empty, sampleOf } from "./samples.mjs";
import { SERVICES } from "./services.mjs";

const [binary, output] = process.argv.slice(2);
const plugin = await startPlugin(binary, {
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
});
const schemas = await plugin.schema();
await plugin.configure({
  ...empty(schemas.provider),
  region: "us-east-1",
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_requesting_account_id: true,
  max_retries: 1,
});

const facts = { provider: { schema: schemas.provider }, resources: {}, dataSources: {} };
for (const service of Object.values(SERVICES)) {
  for (const name of service.resources) {
    const schema = schemas.resources[name];
    facts.resources[name] = {
      schema,
      plan: await probePlan(plugin, name, schema, fill(sampleOf), HINTS[name]),
      rules: await probeRules(plugin, name, schema),
    };
    console.error(name, facts.resources[name].plan.failures.length);
  }
  for (const name of service.dataSources) {
    const schema = schemas.dataSources[name];
    facts.dataSources[name] = { schema, rules: await probeRules(plugin, name, schema, true) };
  }
}
plugin.stop();
writeFileSync(output, JSON.stringify(facts));
