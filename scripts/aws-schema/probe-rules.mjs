// What a provider checks of one resource type's configuration before any plan: allowed values, ranges, lengths,
// patterns, and which arguments exclude or need each other. Everything not asked about is unknown, which skips checks.
import { UNKNOWN } from "./msgpack.mjs";
import { minimal, paths, sampleOf, withPath, wrap } from "./samples.mjs";

const TEXTS = ["v1", "", "{", "a".repeat(10000), "A b!", "arn:x", "{}"];
const NUMBERS = [-1000000, 1e9, 0, 7];

export async function probeRules(plugin, type, schema, data = false) {
  const unknown = () => UNKNOWN;
  const rules = {};
  const deprecations = {};
  const ask = async (config) => {
    const all = await plugin.validate(type, config, data);
    for (const d of all)
      if (d.severity === "warning" && /deprecated/i.test(d.summary))
        deprecations[d.path.filter((step) => typeof step === "string").join(".")] = d.detail;
    return all.filter((d) => d.severity === "error");
  };
  const base = minimal(schema, unknown);
  const said = (diagnostics) => new Set(diagnostics.map((d) => d.summary + d.detail));
  const ignored = said(await ask(base));
  const other = (type) => sampleOf(type, 3);
  const sure = minimal(schema, other);

  for (const { path, attribute } of paths(schema)) {
    if (!attribute || (!attribute.required && !attribute.optional)) continue;
    const kind = typeof attribute.type === "string" ? attribute.type : attribute.type[1];
    const samples = kind === "string" ? TEXTS : kind === "number" ? NUMBERS : [];
    // The SDK checks no block of which something is unknown: inside blocks the other members are made up, and what is
    // said of them is set aside.
    const put = (value) =>
      path.length > 1 ? withPath(schema, sure, path, value, other) : withPath(schema, base, path, value, unknown);
    const usual = path.length > 1 ? said(await ask(put(other(attribute.type)))) : ignored;
    const seen = [];
    for (const sample of samples) {
      const value =
        typeof attribute.type === "string" ? sample : attribute.type[0] === "map" ? { k: sample } : [sample];
      for (const d of await ask(put(value)))
        if (!usual.has(d.summary + d.detail))
          seen.push({
            sample: short(sample),
            summary: clip(d.summary),
            detail: clip(d.detail),
            path: d.path.join("."),
          });
    }
    const combinations = /^(Conflicting configuration|Invalid combination|Missing required argument)/;
    const found = seen.filter((d) => !combinations.test(d.summary));
    if (found.length > 0) rules[path.join(".")] = found;
  }
  return { rules, groups: await probeGroups(ask, schema), deprecations };
}

async function probeGroups(ask, schema) {
  const groups = new Set();
  const settable = [...paths(schema)].filter(
    ({ path, attribute, nested }) =>
      path.length <= 2 && path[0] !== "id" && (attribute ? attribute.optional : nested.min === 0),
  );
  const fill = (type) => sampleOf(type);
  const base = minimal(schema, fill);
  const put = (config, { path, attribute, nested }) =>
    withPath(schema, config, path, attribute ? sampleOf(attribute.type) : wrap(nested, minimal(nested, fill)), fill);
  const collect = (diagnostics) => {
    let conflicts = [];
    for (const d of diagnostics) {
      if (d.summary.startsWith("Conflicting configuration")) conflicts.push(d.detail);
      if (/^(Invalid combination|Missing required argument)/.test(d.summary)) groups.add(`${d.summary}: ${d.detail}`);
    }
    for (const c of conflicts) groups.add(`Conflicting configuration arguments: ${c}`);
    return conflicts;
  };
  collect(await ask(base));
  for (const one of settable) {
    collect(await ask(put(base, one)));
    let others = settable.filter(
      (other) => other !== one && other.path.join(".") !== one.path[0] && other.path[0] !== one.path[0],
    );
    for (let turn = 0; turn < 30; turn++) {
      const config = others.reduce(put, put(base, one));
      const mine = collect(await ask(config))
        .map((c) => /^"([^"]+)": conflicts with (.+)$/.exec(c))
        .filter((match) => match && match[1] === one.path.join(".").replace(".", ".0."));
      if (mine.length === 0) break;
      const name = mine[0][2].replaceAll(".0", "");
      const less = others.filter((other) => other.path.join(".") !== name && other.path[0] !== name);
      if (less.length === others.length) break;
      others = less;
    }
  }
  return [...groups].sort((a, b) => (a < b ? -1 : 1));
}

const short = (sample) =>
  typeof sample === "string" && sample.length > 20 ? `${sample.slice(0, 3)}*${sample.length}` : sample;
const clip = (text) => text.replaceAll(/a{100,}/g, "…");
