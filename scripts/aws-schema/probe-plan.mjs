// What a provider plans for one resource type: defaults, computed blocks, what forces a new object, what an update
// leaves unknown. Found by asking for plans of made-up configurations.
import { UNKNOWN } from "./msgpack.mjs";
import { at, empty, minimal, paths, proposedNew, sampleOf, withPath, wrap } from "./samples.mjs";

export async function probePlan(plugin, type, schema, fill, hints = {}) {
  const facts = { defaults: {}, computedBlocks: [], forceNew: [], suppressed: [], unknownOnUpdate: [], failures: [] };
  const base = { ...minimal(schema, fill), ...hints };
  const plan = (prior, config) => plugin.plan(type, prior, proposedNew(schema, prior, config), config);

  const created = await plan(null, base);
  note(facts, "create", created);
  if (created.planned) readCreate(facts, schema, base, created.planned, []);

  for (const { path, nested } of paths(schema)) {
    if (!nested || nested.min > 0) continue;
    const config = withPath(schema, base, path, wrap(nested, minimal(nested, fill, path)), fill);
    const answer = await plan(null, config);
    note(facts, `create with ${path.join(".")}`, answer);
    const inner = answer.planned && at(answer.planned, path);
    const element = Array.isArray(inner) ? inner[0] : inner;
    if (element && element !== UNKNOWN) readCreate(facts, nested, minimal(nested, fill, path), element, path);
  }

  const unknowns = new Map();
  for (const { path, attribute, nested } of paths(schema)) {
    if (attribute && !attribute.required && !attribute.optional) continue;
    if (path.join(".") === "id") continue;
    const values = attribute
      ? [1, 2].map((variant) => fill(attribute.type, path, variant))
      : [
          wrap(nested, minimal(nested, fill, path)),
          Array.isArray(empty({ attributes: {}, blocks: { x: nested } }).x) ? [] : null,
        ];
    const first = await plan(null, withPath(schema, base, path, values[0], fill));
    const config = withPath(schema, base, path, values[1], fill);
    const before = first.planned && known(schema, first.planned);
    const answer = before ? await plan(before, config) : first;
    note(facts, `update of ${path.join(".")}`, answer);
    if (!before || !answer.planned) continue;
    const forced = answer.requiresReplace.map((p) => p.filter((step) => typeof step === "string").join("."));
    const dotted = path.join(".");
    if (forced.some((p) => p === dotted || (p !== "id" && dotted.startsWith(`${p}.`)) || p.startsWith(`${dotted}.`)))
      facts.forceNew.push(dotted);
    else if (attribute && JSON.stringify(at(answer.planned, path)) === JSON.stringify(at(before, path)))
      facts.suppressed.push(path.join("."));
    else if (path.length === 1 && attribute) {
      for (const [name, a] of Object.entries(schema.attributes))
        if (a.computed && answer.planned[name] === UNKNOWN) {
          if (!unknowns.has(name)) unknowns.set(name, []);
          unknowns.get(name).push(path[0]);
        }
    }
  }
  facts.unknownOnUpdate = Object.fromEntries(unknowns);
  return facts;
}

/** What a plan becomes once applied: unknowns get made-up values. */
function known(block, planned) {
  const state = { ...planned };
  for (const [name, a] of Object.entries(block.attributes))
    if (hasUnknown(state[name])) state[name] = a.type === "number" ? 0 : sampleOf(a.type, 9);
  for (const [name, b] of Object.entries(block.blocks)) {
    if (state[name] === UNKNOWN) state[name] = [];
    else if (Array.isArray(state[name]))
      state[name] = state[name].map((one) => (one === UNKNOWN ? empty(b) : known(b, one)));
    else if (state[name]) state[name] = known(b, state[name]);
  }
  return state;
}

const hasUnknown = (value) =>
  value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));

function note(facts, what, answer) {
  const error = answer.diagnostics.find((d) => d.severity === "error");
  if (error) facts.failures.push(`${what}: ${error.summary} ${error.detail}`.trim());
}

function readCreate(facts, block, config, planned, path) {
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const value = planned[name] ?? null;
    const dotted = [...path, name].join(".");
    if (config[name] === null && value !== null && value !== UNKNOWN && !(Array.isArray(value) && value.length === 0))
      facts.defaults[dotted] = value;
    if (config[name] === null && value === null && attribute.computed) (facts.nullOnCreate ??= []).push(dotted);
    if (config[name] === null && value === UNKNOWN && !attribute.computed) (facts.unknownOnCreate ??= []).push(dotted);
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    const [first] = Array.isArray(planned[name]) ? planned[name] : [];
    if (planned[name] === UNKNOWN) facts.computedBlocks.push([...path, name].join("."));
    else if (nested.min > 0 && first && first !== UNKNOWN)
      readCreate(facts, nested, config[name][0], first, [...path, name]);
    else if (nested.min === 0 && Array.isArray(planned[name]) && planned[name].length > 0)
      (facts.blocksOnCreate ??= []).push([...path, name].join("."));
  }
}
