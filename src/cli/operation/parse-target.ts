/** Addresses given on the command line: `-target`, `-replace`, and arguments of state commands. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { parseTraversal } from "../../hcl/parse.ts";
import { type ParsedAddress, parseAddress } from "../../terraform/addresses/parse.ts";
import type { ResourceInstanceAddress } from "../../terraform/addresses/resource.ts";
import type { Target } from "../../terraform/plan/targets.ts";

export interface ParsedTarget {
  readonly target?: Target & { readonly keyed: boolean };
  readonly diagnostics: readonly Diagnostic[];
}

/** A module, a resource, or an instance of either. */
export function parseTarget(text: string): ParsedTarget {
  const { address, diagnostics } = parse(text);
  if (!address) return { diagnostics };
  const { module, resource, key } = address;
  if (!resource) return { target: { module, keyed: false }, diagnostics };
  const keyed = key !== undefined;
  return { target: { module, resource, ...(keyed ? { key } : {}), keyed }, diagnostics };
}

/** Exactly one instance of a resource. */
export function parseInstance(
  text: string,
  filename = "",
): {
  readonly address?: ResourceInstanceAddress;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { address, diagnostics } = parse(text, filename);
  if (!address) return { diagnostics };
  const { module, resource, key, range } = address;
  if (!resource) {
    const detail =
      "A resource instance address is required here. The module path must be followed by a resource instance specification.";
    return { diagnostics: [...diagnostics, errorAt(range, "Invalid address", detail)] };
  }
  return { address: { module, resource, key }, diagnostics };
}

function parse(
  text: string,
  filename = "",
): { readonly address?: ParsedAddress | undefined; readonly diagnostics: Diagnostic[] } {
  const { result, diagnostics } = parseTraversal(text, filename);
  const found = [...diagnostics];
  if (!result || hasErrors(found)) return { diagnostics: found };
  return { address: parseAddress(result, found), diagnostics: found };
}
