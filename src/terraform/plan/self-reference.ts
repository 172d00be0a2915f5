/** References of a resource to itself, in its own arguments or in how often it exists. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { type InstanceKey, printKey } from "../addresses/instance-key.ts";
import { printResource, type ResourceAddress } from "../addresses/resource.ts";
import type { Resource } from "../config/module.ts";
import { parseReference, type Reference } from "../lang/reference.ts";
import { expressionVariables } from "../lang/variables.ts";
import { bodyExpressions } from "./config-references.ts";

const found = new WeakMap<Resource, readonly Reference[]>();

/** Looked for once, however many instances there are. */
function ownReferences(resource: Resource): readonly Reference[] {
  let own = found.get(resource);
  if (!own) {
    own = [...referencesTo(resource, bodyExpressions(resource.body))];
    found.set(resource, own);
  }
  return own;
}

function* referencesTo(resource: ResourceAddress, expressions: Iterable<Expression | undefined>): Iterable<Reference> {
  const name = printResource(resource);
  for (const expression of expressions) {
    if (!expression) continue;
    for (const traversal of expressionVariables(expression)) {
      const { reference } = parseReference(traversal);
      const subject = reference?.subject;
      const isResource = subject?.kind === "resource" || subject?.kind === "resource-instance";
      if (reference && isResource && printResource(subject.resource) === name) yield reference;
    }
  }
}

const refuse = ({ range }: Reference, name: string): Diagnostic =>
  errorAt(range, "Self-referential block", `Configuration for ${name} may not refer to itself.`);

/** An instance may refer to its siblings, but neither to itself nor to all instances at once. */
export const selfReferences = (resource: Resource, key: InstanceKey): readonly Diagnostic[] =>
  ownReferences(resource).flatMap((reference) => {
    const { subject } = reference;
    const named = subject.kind === "resource-instance" ? subject.key : undefined;
    if (named !== undefined && named !== key) return [];
    return [refuse(reference, `${printResource(resource)}${printKey(named)}`)];
  });

/** Of `count` or `for_each`. */
export const selfRepetition = (resource: Resource): readonly Diagnostic[] =>
  [...referencesTo(resource, [resource.count, resource.forEach])].map((reference) =>
    refuse(reference, printResource(resource)),
  );
