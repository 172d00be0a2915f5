/** `check` blocks. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import type { Block } from "../../hcl/syntax.ts";
import { bodyContent } from "./content.ts";
import { decodeCheckRule } from "./decode-check-rule.ts";
import { type DecodedResource, decodeResource } from "./decode-resource.ts";
import { BAD_IDENTIFIER, isIdentifier } from "./identifier.ts";
import type { Check, CheckRule } from "./module.ts";

const CHECK = { blocks: { data: ["type", "name"], assert: [] } } as const;

export interface DecodedCheck extends Check {
  readonly data?: DecodedResource;
}

export function decodeCheck(block: Block, override: boolean, diagnostics: Diagnostic[]): DecodedCheck {
  const [name = ""] = block.labels;
  const range = block.headerRange;
  if (override) {
    const detail = "Override files cannot override check blocks.";
    diagnostics.push(errorAt(range, "Can't override check blocks", detail));
    return { name, assertions: [], range };
  }
  const { blocks } = bodyContent(block.body, CHECK, diagnostics);
  if (!isIdentifier(name)) {
    diagnostics.push(errorAt(block.labelRanges[0] ?? range, "Invalid check block name", BAD_IDENTIFIER));
  }
  let data: DecodedResource | undefined;
  const assertions: CheckRule[] = [];
  for (const inner of blocks) {
    const problems: Diagnostic[] = [];
    if (inner.type === "assert") {
      const rule = decodeCheckRule(inner, override, problems);
      if (!hasErrors(problems)) assertions.push(rule);
    } else if (data) {
      const detail = `This check block already has a data resource defined at ${printRange(data.range)}.`;
      problems.push(errorAt(inner.headerRange, "Multiple data resource blocks", detail));
    } else {
      const decoded = decodeResource(inner, "data", { override, check: name }, problems);
      if (!hasErrors(problems)) data = decoded;
    }
    diagnostics.push(...problems);
  }
  if (assertions.length === 0) {
    const detail = "Check blocks must have at least one assert block.";
    diagnostics.push(errorAt(range, "Zero assert blocks", detail));
  }
  return { name, ...(data ? { data } : {}), assertions, range };
}
