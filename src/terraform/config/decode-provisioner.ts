/** `provisioner` blocks. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import type { Attribute, Block, Body, Traversal } from "../../hcl/syntax.ts";
import { expressionVariables } from "../lang/variables.ts";
import { bodyWithEscape, reservedBlock } from "./common-arguments.ts";
import { justAttributes, partialContent } from "./content.ts";
import type { Provisioner } from "./module.ts";
import { unquoteReference } from "./quoted-reference.ts";
import { asKeyword } from "./static-expression.ts";

const PROVISIONER = {
  attributes: { when: {}, on_failure: {} },
  blocks: { _: [], connection: [], lifecycle: [], locals: [] },
} as const;

const REMOVED = new Set(["chef", "habitat", "puppet", "salt-masterless"]);

export function decodeProvisioner(block: Block, diagnostics: Diagnostic[]): Provisioner | undefined {
  const [type = ""] = block.labels;
  const [typeRange = block.headerRange] = block.labelRanges;
  const content = partialContent(block.body, PROVISIONER, diagnostics);
  if (REMOVED.has(type)) {
    const detail = `The "${type}" provisioner was deprecated in Terraform 0.13.4 has been removed from Terraform. Visit https://learn.hashicorp.com/collections/terraform/provision for alternatives to using provisioners that are a better fit for the Terraform workflow.`;
    diagnostics.push(errorAt(typeRange, `The "${type}" provisioner has been removed`, detail));
    return undefined;
  }
  const { attributes, blocks, remain } = content;
  const when = keyword(attributes.get("when"), ["create", "destroy"], true, diagnostics);
  if (when === "destroy") refuseForeignReferences(remain, diagnostics);
  const onFailure = keyword(attributes.get("on_failure"), ["continue", "fail"], false, diagnostics) ?? "fail";
  const [connection, ...others] = blocks.filter((inner) => inner.type === "connection");
  for (const other of others) {
    const detail = `This provisioner already has a connection block at ${printRange((connection as Block).headerRange)}.`;
    diagnostics.push(errorAt(other.headerRange, "Duplicate connection block", detail));
  }
  if (connection && when === "destroy") refuseForeignReferences(connection.body, diagnostics);
  for (const inner of blocks) {
    if (inner.type === "lifecycle" || inner.type === "locals") diagnostics.push(reservedBlock(inner, "provisioner"));
  }
  return {
    type,
    body: bodyWithEscape(content, "provisioner-typpe-specific", "provisioner", diagnostics),
    ...(connection ? { connection: { body: connection.body, range: connection.headerRange } } : {}),
    when: when ?? "create",
    onFailure,
    range: block.headerRange,
    typeRange,
  };
}

/** One of two words; `exact` tells which of Terraform's two places the message points at. */
function keyword<Word extends string>(
  attribute: Attribute | undefined,
  words: readonly [Word, Word],
  exact: boolean,
  diagnostics: Diagnostic[],
): Word | undefined {
  if (!attribute) return undefined;
  const expression = unquoteReference(attribute.expression, "keyword", diagnostics);
  const given = asKeyword(expression);
  const word = words.find((candidate) => candidate === given);
  if (word) return word;
  const detail = `The "${attribute.name}" argument requires one of the following keywords: ${words.join(" or ")}.`;
  const subject = (exact ? expression : attribute.expression).range;
  diagnostics.push(errorAt(subject, `Invalid "${attribute.name}" keyword`, detail));
  return undefined;
}

/** When its resource is destroyed, a provisioner knows nothing but the resource itself. */
export function refuseForeignReferences(body: Body, diagnostics: Diagnostic[]): void {
  for (const { expression } of justAttributes(body, []).values()) {
    for (const traversal of expressionVariables(expression)) {
      if (isOwn(traversal)) continue;
      const detail =
        "Destroy-time provisioners and their connection configurations may only reference attributes of the related resource, via 'self', 'count.index', or 'each.key'.\n\nReferences to other resources during the destroy phase can cause dependency cycles and interact poorly with create_before_destroy.";
      diagnostics.push(errorAt(expression.range, "Invalid reference from destroy provisioner", detail));
    }
  }
}

function isOwn({ root, steps }: Traversal): boolean {
  const [step] = steps;
  const only = (name: string): boolean => steps.length === 1 && step?.kind === "attribute" && step.name === name;
  if (root === "count") return only("index");
  if (root === "each") return only("key");
  return root === "self" || root === "path" || root === "terraform";
}
