// Compiles src/providers/aws/schema/<service>[-data].generated.{json,ts}: node scripts/aws-schema/compile.mjs FACTS.json
// FACTS.json is what probe.mjs wrote. The tables hold plain facts; behaviour is written by hand.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { interfaceText } from "./interfaces.mjs";
import { KNOWN } from "./known.mjs";
import { compileRules } from "./rules.mjs";
import { paths } from "./samples.mjs";
import { SERVICES } from "./services.mjs";
import { typeText } from "./type-text.mjs";

const directory = join(dirname(fileURLToPath(import.meta.url)), "../../src/providers/aws/schema");
const facts = JSON.parse(readFileSync(process.argv[2], "utf8"));
mkdirSync(directory, { recursive: true });

for (const [service, names] of Object.entries(SERVICES)) {
  const resources = Object.fromEntries(
    names.resources.map((name) => [name, typeTable(withKnown(name, facts.resources[name]), true)]),
  );
  const dataSources = Object.fromEntries(
    names.dataSources.map((name) => [name, typeTable(withKnown(`data ${name}`, facts.dataSources[name]))]),
  );
  writeFileSync(join(directory, `${service}.generated.json`), tableText({ resources, dataSources }));
  if (service === "neighbours") continue;
  const interfaces = { "": ["resources", resources], "-data": ["dataSources", dataSources] };
  for (const [suffix, [kind, group]] of Object.entries(interfaces))
    if (Object.keys(group).length > 0)
      writeFileSync(join(directory, `${service}${suffix}.generated.ts`), interfaceText(service, kind, group));
}
writeFileSync(
  join(directory, "provider.generated.json"),
  tableText({ resources: { provider: typeTable(facts.provider) }, dataSources: {} }),
);

/** One type a line, so that a difference can be read. */
function tableText(table) {
  const lines = (group) =>
    Object.entries(group)
      .map(([name, one]) => `    ${JSON.stringify(name)}: ${JSON.stringify(one)}`)
      .join(",\n");
  return `{\n  "resources": {\n${lines(table.resources)}\n  },\n  "dataSources": {\n${lines(table.dataSources)}\n  }\n}\n`;
}

function withKnown(name, { plan = { defaults: {}, forceNew: [] }, ...rest }) {
  const { defaults = {}, forceNew = [], inPlace = [], rules: known = {}, groups, unchecked = [] } = KNOWN[name] ?? {};
  return {
    ...rest,
    known,
    more: groups,
    unchecked,
    plan: {
      ...plan,
      defaults: { ...plan.defaults, ...defaults },
      forceNew: [...plan.forceNew.filter((path) => !inPlace.includes(path)), ...forceNew],
    },
  };
}

function typeTable({ schema, plan, rules, known = {}, more, unchecked = [] }, resource = false) {
  const modern = resource && !schema.attributes.id?.optional;
  const collections = new Set(
    [...paths(schema)]
      .filter(({ attribute }) => Array.isArray(attribute?.type) && attribute.type[0] !== "map")
      .map(({ path }) => path.join(".")),
  );
  const { perPath, groups } = compileRules(rules ?? { rules: {}, groups: [] }, collections);
  groups.push(...(more ?? []));
  const deprecations = Object.entries(rules?.deprecations ?? {});
  for (const path of unchecked) delete perPath[path];
  for (const [path, more] of Object.entries(known)) perPath[path] = unique([...(perPath[path] ?? []), ...more]);
  // That a number may have fractions is only asked by the older SDK.
  if (modern)
    for (const path of Object.keys(perPath)) {
      perPath[path] = perPath[path].filter(([kind]) => kind !== "fractions");
      if (perPath[path].length === 0) delete perPath[path];
    }
  const table = blockTable(schema, [], { plan: plan ?? {}, rules: perPath, modern });
  return {
    ...(schema.version > 0 && { version: schema.version }),
    ...table,
    ...(groups.length > 0 && { groups }),
    ...(deprecations.length > 0 && { deprecations: Object.fromEntries(deprecations) }),
    ...(modern && { modern: true, recomputed: Object.keys(plan?.unknownOnUpdate ?? {}) }),
  };
}

function unique(rules) {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function blockTable(block, path, context) {
  const { plan, rules, modern } = context;
  const dotted = (name) => [...path, name].join(".");
  const attributes = {};
  const defaults = {};
  const blockRules = {};
  for (const [name, a] of Object.entries(block.attributes)) {
    const flags = ["required", "optional", "computed", "sensitive", "writeOnly", "deprecated"]
      .filter((flag) => a[flag])
      .map((flag) => (flag === "writeOnly" ? "w" : flag[0]))
      .join("");
    const forced = (plan.forceNew ?? []).includes(dotted(name)) ? "!" : "";
    attributes[name] = `${flags}${forced} ${typeText(a.type)}`;
    const value = plan.defaults?.[dotted(name)];
    // Inside a set the old SDK writes "" for absent texts by itself: no default.
    if (value !== undefined && (value !== "" || modern) && (a.optional || a.required) && (!a.computed || modern))
      defaults[name] = value;
    if (modern && name === "tags_all") delete defaults[name];
    // An attribute whose elements are objects has checks of their members, named below it.
    for (const [path, list] of Object.entries(rules))
      if (path === dotted(name) || path.startsWith(`${dotted(name)}.`))
        blockRules[path.slice(dotted(name).length - name.length)] = list;
  }
  const blocks = Object.fromEntries(
    Object.entries(block.blocks).map(([name, nested]) => [
      name,
      {
        nesting: nested.nesting,
        ...(nested.min > 0 && { min: nested.min }),
        ...(nested.max > 0 && { max: nested.max }),
        ...((plan.computedBlocks ?? []).includes(dotted(name)) && { computed: true }),
        ...((plan.forceNew ?? []).includes(dotted(name)) && { forceNew: true }),
        ...blockTable(nested, [...path, name], context),
      },
    ]),
  );
  return {
    attributes,
    ...(Object.keys(blocks).length > 0 && { blocks }),
    ...(Object.keys(defaults).length > 0 && { defaults }),
    ...(Object.keys(blockRules).length > 0 && { rules: blockRules }),
  };
}
