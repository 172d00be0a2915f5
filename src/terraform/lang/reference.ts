/**
 * What a traversal in a Terraform expression refers to: `var.x`, `local.x`, `module.m.out`, `data.t.n`, `t.n[0]`,
 * `each.key` and so on, with Terraform's words for what is none of these.
 */

import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { quoteGo } from "../../hcl/quote.ts";
import { NOWHERE, rangeBetween, type SourceRange } from "../../hcl/source.ts";
import type { Traversal, TraversalStep } from "../../hcl/syntax.ts";
import type { InstanceKey } from "../addresses/instance-key.ts";
import type { ResourceAddress, ResourceMode } from "../addresses/resource.ts";
import { BigFloat } from "./number.ts";

export type ReferenceSubject =
  | {
      readonly kind: "variable" | "local" | "each" | "count" | "path" | "terraform" | "run" | "output" | "check";
      readonly name: string;
    }
  | { readonly kind: "self" }
  | { readonly kind: "resource"; readonly resource: ResourceAddress }
  | { readonly kind: "resource-instance"; readonly resource: ResourceAddress; readonly key: InstanceKey }
  | { readonly kind: "module"; readonly name: string }
  | { readonly kind: "module-instance"; readonly name: string; readonly key: InstanceKey }
  | {
      readonly kind: "module-output";
      readonly name: string;
      readonly key: InstanceKey;
      readonly output: string;
    };

export interface Reference {
  readonly subject: ReferenceSubject;
  /** Where the subject is written, without what follows it. */
  readonly range: SourceRange;
  /** What follows the subject. */
  readonly remaining: readonly TraversalStep[];
  readonly traversal: Traversal;
}

export interface ParsedReference {
  readonly reference?: Reference;
  readonly diagnostics: readonly Diagnostic[];
}

const SINGLE: Readonly<Record<string, Extract<ReferenceSubject, { name: string }>["kind"]>> = {
  var: "variable",
  local: "local",
  each: "each",
  count: "count",
  path: "path",
  terraform: "terraform",
};

/** Names that only mean something in test files. */
const IN_TESTS: typeof SINGLE = { run: "run", output: "output", check: "check" };

const RESOURCE_ROOTS: Readonly<Record<string, { readonly mode: ResourceMode; readonly names: string }>> = {
  data: { mode: "data", names: "the data source type and the resource name" },
  resource: { mode: "managed", names: "the resource type and the resource name" },
  ephemeral: { mode: "ephemeral", names: "the ephemeral resource type and the resource name" },
};

const refuse = (subject: SourceRange, detail: string): ParsedReference => ({
  diagnostics: [errorAt(subject, "Invalid reference", detail)],
});

const cache = new WeakMap<Traversal, ParsedReference>();

/** Reads a traversal as a reference; `testing` also admits what only test files may refer to. */
export function parseReference(traversal: Traversal, testing = false): ParsedReference {
  if (testing) return parse(traversal, true);
  let parsed = cache.get(traversal);
  if (!parsed) {
    parsed = parse(traversal, false);
    cache.set(traversal, parsed);
  }
  return parsed;
}

function parse(traversal: Traversal, testing: boolean): ParsedReference {
  const { root, rootRange, steps } = traversal;
  const single = Object.hasOwn(SINGLE, root)
    ? SINGLE[root]
    : testing && Object.hasOwn(IN_TESTS, root)
      ? IN_TESTS[root]
      : undefined;
  if (single) return parseSingle(traversal, (name) => ({ kind: single, name }) as ReferenceSubject);
  if (root === "self") return found({ kind: "self" }, rootRange, steps, traversal);
  if (root === "module") return parseModule(traversal);
  if (root === "template" || root === "lazy" || root === "arg") {
    const detail = `The symbol name ${quoteGo(root)} is reserved for use in a future Terraform version. If you are using a provider that already uses this as a resource type name, add the prefix "resource." to force interpretation as a resource type name.`;
    return { diagnostics: [errorAt(rootRange, "Reserved symbol name", detail)] };
  }
  if (!Object.hasOwn(RESOURCE_ROOTS, root)) return parseResource(traversal, "managed", root, steps);
  const { mode, names } = RESOURCE_ROOTS[root] as (typeof RESOURCE_ROOTS)[string];
  const [type, ...rest] = steps;
  if (!type || rest.length === 0) {
    return refuse(traversal.range, `The ${quoteGo(root)} object must be followed by two attribute names: ${names}.`);
  }
  if (type.kind !== "attribute") {
    return refuse(type.range, `The ${quoteGo(root)} object does not support this operation.`);
  }
  return parseResource(traversal, mode, type.name, rest);
}

const found = (
  subject: ReferenceSubject,
  range: SourceRange,
  remaining: readonly TraversalStep[],
  traversal: Traversal,
): ParsedReference => ({ reference: { subject, range, remaining, traversal }, diagnostics: [] });

function parseSingle(traversal: Traversal, subject: (name: string) => ReferenceSubject): ParsedReference {
  const { root, rootRange, steps } = traversal;
  const [first, ...remaining] = steps;
  // Terraform goes on with an empty name, and says that this is not declared either.
  const nameless = (diagnostics: ParsedReference): ParsedReference => ({
    ...found(subject(""), NOWHERE, [], traversal),
    ...diagnostics,
  });
  if (!first) {
    const detail = `The ${quoteGo(root)} object cannot be accessed directly. Instead, access one of its attributes.`;
    return nameless(refuse(rootRange, detail));
  }
  if (first.kind !== "attribute") {
    return nameless(refuse(first.range, `The ${quoteGo(root)} object does not support this operation.`));
  }
  return found(subject(first.name), rangeBetween(rootRange, first.range), remaining, traversal);
}

/** The key of an instance, from an index that is written out; undefined for one that cannot be a key. */
function instanceKey(step: Extract<TraversalStep, { kind: "index" }>): InstanceKey {
  if (step.key.type === "string") return step.key.text;
  return BigFloat.parse(step.key.text)?.toSafeInteger();
}

function parseModule(traversal: Traversal): ParsedReference {
  const call = parseSingle(traversal, (name) => ({ kind: "module", name }));
  const { reference } = call;
  if (call.diagnostics.length > 0) return { diagnostics: call.diagnostics };
  if (!reference || reference.subject.kind !== "module") return call;
  const { name } = reference.subject;
  let { remaining } = reference;
  let [next] = remaining;
  let key: InstanceKey;
  let range = reference.range;
  if (next?.kind === "index") {
    key = instanceKey(next);
    if (key === undefined) return invalidKey("module", next.range);
    range = rangeBetween(range, next.range);
    remaining = remaining.slice(1);
    [next] = remaining;
    if (!next) return found({ kind: "module-instance", name, key }, range, [], traversal);
  }
  if (!next) return call;
  if (next.kind !== "attribute") return refuse(next.range, 'The "module" object does not support this operation.');
  const subject: ReferenceSubject = { kind: "module-output", name, key, output: next.name };
  return found(subject, rangeBetween(range, next.range), remaining.slice(1), traversal);
}

const invalidKey = (what: "module" | "resource", range: SourceRange): ParsedReference => ({
  diagnostics: [
    errorAt(
      range,
      "Invalid index key",
      `Invalid index for ${what} instance: value must be a whole number, between -9223372036854775808 and 9223372036854775807.`,
    ),
  ],
});

const KIND_NAMES: Readonly<Record<ResourceMode, string>> = {
  managed: "a resource type",
  data: "a data source",
  ephemeral: "an ephemeral resource type",
};

function parseResource(
  traversal: Traversal,
  mode: ResourceMode,
  type: string,
  steps: readonly TraversalStep[],
): ParsedReference {
  const [name, index] = steps;
  if (!name) {
    const detail =
      "A reference to a resource type must be followed by at least one attribute access, specifying the resource name.";
    return refuse(traversal.range, detail);
  }
  if (name.kind !== "attribute") {
    const detail = `A reference to ${KIND_NAMES[mode]} must be followed by at least one attribute access, specifying the resource name.`;
    return refuse(name.range, detail);
  }
  const resource: ResourceAddress = { mode, type, name: name.name };
  const range = rangeBetween(traversal.rootRange, name.range);
  if (!index) return found({ kind: "resource", resource }, range, [], traversal);
  if (index.kind !== "index") {
    return found({ kind: "resource-instance", resource, key: undefined }, range, steps.slice(1), traversal);
  }
  const key = instanceKey(index);
  if (key === undefined) return invalidKey("resource", index.range);
  const subject: ReferenceSubject = { kind: "resource-instance", resource, key };
  return found(subject, rangeBetween(range, index.range), steps.slice(2), traversal);
}
