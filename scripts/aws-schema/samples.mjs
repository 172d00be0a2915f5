// Made-up configurations and states of one resource type, and Terraform's way of merging configuration and prior state.
import { UNKNOWN } from "./msgpack.mjs";

export function sampleOf(type, variant = 1) {
  if (type === "string") return `v${variant}`;
  if (type === "number") return variant;
  if (type === "bool") return variant % 2 === 1;
  if (type === "dynamic") return null;
  const [kind, inner] = type;
  if (kind === "list" || kind === "set") return [sampleOf(inner, variant)];
  if (kind === "map") return { k: sampleOf(inner, variant) };
  if (kind === "object") return Object.fromEntries(Object.entries(inner).map(([k, t]) => [k, sampleOf(t, variant)]));
  return null;
}

/** Every attribute null and every block absent. */
export function empty(block) {
  return {
    ...Object.fromEntries(Object.keys(block.attributes).map((name) => [name, null])),
    ...Object.fromEntries(
      Object.entries(block.blocks).map(([name, b]) => [
        name,
        b.nesting === "single" || b.nesting === "group" ? null : [],
      ]),
    ),
  };
}

/** Only what is required, filled by `fill(type, path)`. */
export function minimal(block, fill = (type) => sampleOf(type), path = []) {
  const value = empty(block);
  for (const [name, a] of Object.entries(block.attributes)) if (a.required) value[name] = fill(a.type, [...path, name]);
  for (const [name, b] of Object.entries(block.blocks))
    if (b.min > 0) value[name] = wrap(b, minimal(b, fill, [...path, name]));
  return value;
}

export const wrap = (block, inner) => (block.nesting === "single" || block.nesting === "group" ? inner : [inner]);

/** `base` with the value at `path` (names through blocks) put to `value`; blocks on the way are made minimal. */
export function withPath(block, base, path, value, fill) {
  const [name, ...rest] = path;
  const copy = { ...base };
  if (rest.length === 0) copy[name] = value;
  else {
    const nested = block.blocks[name];
    const current = Array.isArray(copy[name]) ? copy[name][0] : copy[name];
    copy[name] = wrap(nested, withPath(nested, current ?? minimal(nested, fill), rest, value, fill));
  }
  return copy;
}

/** Configuration with prior computed values where the configuration says nothing. */
export function proposedNew(block, prior, config) {
  if (prior === null) return config;
  const proposed = { ...config };
  for (const [name, a] of Object.entries(block.attributes))
    if (a.computed && proposed[name] === null) proposed[name] = prior[name];
  for (const [name, b] of Object.entries(block.blocks)) {
    if (Array.isArray(proposed[name]))
      proposed[name] = proposed[name].map((one, index) =>
        prior[name]?.[index] ? proposedNew(b, prior[name][index], one) : one,
      );
    else if (proposed[name] && prior[name]) proposed[name] = proposedNew(b, prior[name], proposed[name]);
  }
  return proposed;
}

/** Paths of all attributes and blocks below `block`, outermost first; timeouts aside. */
export function* paths(block, path = []) {
  for (const [name, attribute] of Object.entries(block.attributes)) yield { path: [...path, name], attribute };
  for (const [name, nested] of Object.entries(block.blocks)) {
    if (name === "timeouts") continue;
    yield { path: [...path, name], nested };
    yield* paths(nested, [...path, name]);
  }
}

export function at(value, path) {
  let current = value;
  for (const step of path) {
    if (current === UNKNOWN) return UNKNOWN;
    if (Array.isArray(current)) current = current[0];
    if (current === UNKNOWN) return UNKNOWN;
    current = current?.[step];
  }
  return current ?? null;
}
