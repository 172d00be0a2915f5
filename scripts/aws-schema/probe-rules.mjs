// What a provider checks of one resource type's configuration before any plan: allowed values, ranges, lengths,
// patterns, and which arguments exclude or need each other. Everything not asked about is unknown, which skips checks.
import { UNKNOWN } from "./msgpack.mjs";
import { minimal, paths, sampleOf, withPath, wrap } from "./samples.mjs";

const NETWORKS = ["10.0.0.1/16", "2001:db8::1/64"];
const TEXTS = ["v1", "", "{", "a".repeat(10000), "A b!", "arn:x", "{}", "a--b", ...NETWORKS];
const NUMBERS = [-1000000, 1e9, 0, 7, 1.5];
const MANY = Array.from({ length: 60 }, (_, index) => `v${index}`);

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
    if (kind === "number" && !seen.some(({ sample }) => sample === 1.5))
      found.push({ sample: 1.5, summary: "Fractions are taken", detail: "", path: path.join(".") });
    const allowed = found.map(({ summary }) => /^expected \S+ to be one of \["(\w+)"/.exec(summary)?.[1]).find(Boolean);
    if (allowed && typeof attribute.type === "string") {
      const other = allowed.toUpperCase() === allowed ? allowed.toLowerCase() : allowed.toUpperCase();
      const told = (await ask(put(other))).filter((d) => !usual.has(d.summary + d.detail));
      if (other !== allowed && told.length === 0)
        found.push({ sample: other, summary: "Case is ignored", detail: "", path: path.join(".") });
    }
    if (typeof attribute.type !== "string" && attribute.type[0] !== "map" && kind === "string")
      for (const value of [[], MANY])
        for (const d of await ask(put(value)))
          if (/^(Too many|Not enough) list items/.test(d.summary) && d.path.at(-1) === path.at(-1))
            found.push({ sample: value.length, summary: d.summary, detail: d.detail, path: d.path.join(".") });
    if (found.length > 0) rules[path.join(".")] = found;
  }
  return { rules, groups: await probeGroups(ask, schema), deprecations };
}

async function probeGroups(ask, schema) {
  const groups = new Set();
  const orders = [];
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
    const dotted = one.path.join(".");
    let others = settable.filter((other) => {
      const name = other.path.join(".");
      return other !== one && !dotted.startsWith(`${name}.`) && !name.startsWith(`${dotted}.`);
    });
    const order = [];
    orders.push(order);
    for (let turn = 0; turn < 30; turn++) {
      const config = others.reduce(put, put(base, one));
      const mine = collect(await ask(config))
        .map((c) => /^"([^"]+)": conflicts with (.+)$/.exec(c))
        .filter((match) => match && match[1] === dotted.replace(".", ".0."));
      if (mine.length === 0) break;
      order.push(`Conflicting configuration arguments: ${mine[0][0]}`);
      const name = mine[0][2].replaceAll(".0", "");
      const less = others.filter(
        (other) => other.path.join(".") !== name && !other.path.join(".").startsWith(`${name}.`),
      );
      if (less.length === others.length) break;
      others = less;
    }
  }
  // Of several conflicts the one that is declared first is told.
  const conflicts = new Set(orders.flat());
  const rest = [...groups].filter((one) => !conflicts.has(one)).sort((a, b) => (a < b ? -1 : 1));
  return [...conflicts, ...rest];
}

const short = (sample) =>
  typeof sample === "string" && sample.length > 20 ? `${sample.slice(0, 3)}*${sample.length}` : sample;
const clip = (text) => text.replaceAll(/a{100,}/g, "…");
