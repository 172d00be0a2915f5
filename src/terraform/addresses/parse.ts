/** Reads addresses of modules and resources from references: moved endpoints, targets, addresses in state commands. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { rangeBetween, type SourceRange } from "../../hcl/source.ts";
import type { Traversal, TraversalStep } from "../../hcl/syntax.ts";
import type { InstanceKey } from "./instance-key.ts";
import type { ModuleInstancePath } from "./module.ts";
import type { ResourceAddress, ResourceMode } from "./resource.ts";

/** A module instance, a resource or a resource instance. */
export interface ParsedAddress {
  readonly module: ModuleInstancePath;
  readonly resource?: ResourceAddress;
  /** Of the resource. */
  readonly key: InstanceKey;
  readonly range: SourceRange;
}

interface Reader {
  readonly traversal: Traversal;
  readonly steps: readonly TraversalStep[];
  readonly diagnostics: Diagnostic[];
}

/** Terraform's summary of every mistake in an address. */
const INVALID = "Invalid address";

export function parseAddress(traversal: Traversal, diagnostics: Diagnostic[]): ParsedAddress | undefined {
  const root: TraversalStep = { kind: "attribute", name: traversal.root, range: traversal.rootRange };
  const reader: Reader = { traversal, steps: [root, ...traversal.steps], diagnostics };
  const modules = parseModules(reader);
  if (!modules) return undefined;
  const { module, next } = modules;
  const range = traversal.range;
  if (next === reader.steps.length) return { module, key: undefined, range };
  const resource = parseResource(reader, next);
  return resource && { module, ...resource, range };
}

function parseModules(reader: Reader): { module: ModuleInstancePath; next: number } | undefined {
  const { steps, diagnostics } = reader;
  const module: { name: string; key: InstanceKey }[] = [];
  let next = 0;
  for (;;) {
    const word = steps[next];
    if (word?.kind !== "attribute" || word.name !== "module") return { module, next };
    const name = steps[next + 1];
    if (!name) {
      const detail = 'Prefix "module." must be followed by a module name.';
      diagnostics.push(errorAt(word.range, "Invalid address operator", detail));
      return undefined;
    }
    if (name.kind !== "attribute") {
      const detail = 'Prefix "module." must be followed by a module name.';
      diagnostics.push(errorAt(word.range, "Invalid address operator", detail));
      return undefined;
    }
    next += 2;
    const index = steps[next];
    if (index?.kind === "index") {
      const key = keyOf(index);
      if (key === undefined) {
        diagnostics.push(errorAt(index.range, "Invalid address operator", `Invalid module index: ${wrongKey(index)}.`));
        return undefined;
      }
      module.push({ name: name.name, key });
      next++;
    } else {
      module.push({ name: name.name, key: undefined });
    }
  }
}

type IndexStep = Extract<TraversalStep, { kind: "index" }>;

function keyOf({ key }: IndexStep): number | string | undefined {
  if (key.type === "string") return key.text;
  const number = Number(key.text);
  return Number.isInteger(number) ? number : undefined;
}

/** Why `keyOf` gives none. */
const wrongKey = ({ key }: IndexStep): string =>
  key.type === "number"
    ? "value must be a whole number, between -9223372036854775808 and 9223372036854775807"
    : "either a string or an integer is required";

/** What begins a reference to something else. */
const RESERVED: ReadonlySet<string> = new Set(
  "count each local module path self terraform var template lazy arg".split(" "),
);

function parseResource(
  { traversal, steps, diagnostics }: Reader,
  start: number,
): { resource: ResourceAddress; key: InstanceKey } | undefined {
  const refuse = (range: SourceRange, detail: string): undefined => {
    diagnostics.push(errorAt(range, INVALID, detail));
    return undefined;
  };
  let at = start;
  let mode: ResourceMode = "managed";
  const first = steps[at];
  if (first?.kind === "attribute" && (first.name === "data" || first.name === "ephemeral")) {
    mode = first.name;
    at++;
  } else if (first?.kind === "attribute" && first.name === "resource") {
    at++;
  } else if (first?.kind === "attribute" && RESERVED.has(first.name)) {
    const detail = `The keyword "${first.name}" is reserved and cannot be used to target a resource address. If you are targeting a resource type that uses a reserved keyword, please prefix your address with "resource.".`;
    return refuse(rangeBetween(first.range, traversal.range), detail);
  }
  const [type, name, index, ...more] = steps.slice(at);
  if (!type || !name) {
    const rest = rangeBetween(steps[start]?.range ?? traversal.range, traversal.range);
    return refuse(rest, "Resource specification must include a resource type and name.");
  }
  if (type.kind !== "attribute") {
    const needed = mode === "data" ? "A data source name is required." : "A resource type name is required.";
    return refuse(type.range, mode === "managed" ? "A resource type name is required." : needed);
  }
  if (name.kind !== "attribute") return refuse(name.range, "A resource name is required.");
  const resource = { mode, type: type.name, name: name.name };
  if (!index) return { resource, key: undefined };
  if (more[0]) return refuse(more[0].range, "Unexpected extra operators after address.");
  if (index.kind !== "index") return refuse(index.range, "Resource instance key must be given in square brackets.");
  const key = keyOf(index);
  if (key === undefined) return refuse(index.range, `Invalid resource instance key: ${wrongKey(index)}.`);
  return { resource, key };
}
