/** `lifecycle` blocks of resources. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Attribute, Block, Expression, Traversal } from "../../hcl/syntax.ts";
import type { ResourceAddress } from "../addresses/resource.ts";
import { parseReference } from "../lang/reference.ts";
import { expressionVariables } from "../lang/variables.ts";
import { constantBool } from "./constant.ts";
import { bodyContent } from "./content.ts";
import { decodeCheckRule, refuseSelfReferences } from "./decode-check-rule.ts";
import type { CheckRule, Resource } from "./module.ts";
import { quotedText, unquoteReference } from "./quoted-reference.ts";
import { asKeyword, asList, asTraversal, unwrapJsonReference } from "./static-expression.ts";

const LIFECYCLE = {
  attributes: { create_before_destroy: {}, prevent_destroy: {}, ignore_changes: {}, replace_triggered_by: {} },
  blocks: { precondition: [], postcondition: [] },
} as const;

export type Lifecycle = Pick<
  Resource,
  | "createBeforeDestroy"
  | "preventDestroy"
  | "ignoreChanges"
  | "ignoreAllChanges"
  | "replaceTriggeredBy"
  | "preconditions"
  | "postconditions"
>;

export const EMPTY_LIFECYCLE: Lifecycle = {
  ignoreChanges: [],
  ignoreAllChanges: false,
  replaceTriggeredBy: [],
  preconditions: [],
  postconditions: [],
};

export function decodeLifecycle(
  block: Block,
  self: ResourceAddress,
  override: boolean,
  diagnostics: Diagnostic[],
): Lifecycle {
  const { attributes, blocks } = bodyContent(block.body, LIFECYCLE, diagnostics);
  const rules = (type: string): CheckRule[] =>
    blocks
      .filter((inner) => inner.type === type)
      .map((inner) => {
        const rule = decodeCheckRule(inner, override, diagnostics);
        refuseSelfReferences(rule, type, self, diagnostics);
        return rule;
      });
  if (self.mode !== "managed") {
    const kind = self.mode === "data" ? "data resource" : "ephemeral resource";
    for (const { name, nameRange } of attributes.values()) {
      const detail = `The lifecycle argument "${name}" is defined only for managed resources ("resource" blocks), and is not valid for ${kind}s.`;
      diagnostics.push(errorAt(nameRange, `Invalid ${kind} lifecycle argument`, detail));
    }
    return { ...EMPTY_LIFECYCLE, preconditions: rules("precondition"), postconditions: rules("postcondition") };
  }
  const flag = (name: string): boolean | undefined => {
    const attribute = attributes.get(name);
    return attribute && constantBool(attribute.expression, diagnostics);
  };
  const createBeforeDestroy = flag("create_before_destroy");
  const preventDestroy = flag("prevent_destroy");
  const triggers = attributes.get("replace_triggered_by");
  const ignored = attributes.get("ignore_changes");
  return {
    ...(createBeforeDestroy === undefined ? {} : { createBeforeDestroy }),
    ...(preventDestroy === undefined ? {} : { preventDestroy }),
    replaceTriggeredBy: triggers ? decodeTriggers(triggers, diagnostics) : [],
    ...(ignored ? decodeIgnored(ignored, diagnostics) : { ignoreChanges: [], ignoreAllChanges: false }),
    preconditions: rules("precondition"),
    postconditions: rules("postcondition"),
  };
}

function decodeIgnored(
  { expression }: Attribute,
  diagnostics: Diagnostic[],
): Pick<Lifecycle, "ignoreChanges" | "ignoreAllChanges"> {
  if (asKeyword(expression) === "all") return { ignoreChanges: [], ignoreAllChanges: true };
  const ignoreChanges: Traversal[] = [];
  let wildcard: Expression | undefined;
  for (const item of asList(expression, diagnostics) ?? []) {
    if (quotedText(item) === "*") {
      wildcard = item;
      const detail =
        'The ["*"] form of ignore_changes wildcard is was deprecated and is now invalid. Use "ignore_changes = all" to ignore changes to all attributes.';
      diagnostics.push(errorAt(expression.range, "Invalid ignore_changes wildcard", detail));
      continue;
    }
    const traversal = asTraversal(unquoteReference(item, "reference", diagnostics), diagnostics);
    if (traversal) ignoreChanges.push(traversal);
  }
  if (wildcard && ignoreChanges.length > 0) {
    const detail = 'Cannot mix wildcard string "*" with non-wildcard references.';
    diagnostics.push(errorAt(wildcard.range, "Invalid ignore_changes ruleset", detail, expression.range));
  }
  return { ignoreChanges, ignoreAllChanges: wildcard !== undefined };
}

function decodeTriggers({ expression }: Attribute, diagnostics: Diagnostic[]): Expression[] {
  const items = asList(expression, diagnostics) ?? [];
  const expressions = items.map((item) => unwrapJsonReference(item, diagnostics));
  // The first wrong one ends it.
  for (const item of expressions) {
    const problems: Diagnostic[] = [];
    checkTrigger(item, problems);
    diagnostics.push(...problems);
    if (hasErrors(problems)) break;
  }
  return expressions;
}

function checkTrigger(expression: Expression, diagnostics: Diagnostic[]): void {
  const refuse = (summary: string, detail: string): void => {
    diagnostics.push(errorAt(expression.range, summary, detail));
  };
  let resources = 0;
  for (const traversal of expressionVariables(expression)) {
    const { reference, diagnostics: problems } = parseReference(traversal);
    diagnostics.push(...problems.map((problem) => ({ ...problem, subject: expression.range })));
    if (!reference) return;
    const { subject } = reference;
    if (subject.kind === "resource" || subject.kind === "resource-instance") resources++;
    else if (subject.kind === "each" || subject.kind === "count") {
      const name = subject.kind === "each" ? "key" : "index";
      if (subject.name !== name) {
        refuse(
          `Invalid ${subject.kind} reference in replace_triggered_by expression`,
          `Only ${subject.kind}.${name} may be used in replace_triggered_by.`,
        );
      }
    } else {
      refuse(
        "Invalid reference in replace_triggered_by expression",
        "Only resources, count.index, and each.key may be used in replace_triggered_by.",
      );
    }
  }
  if (resources === 1) return;
  const how = resources === 0 ? "Missing resource reference" : "Multiple resource references";
  refuse("Invalid replace_triggered_by expression", `${how} in replace_triggered_by expression.`);
}
