/** `expect_failures`: failed conditions that a run wants to see. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange, type SourceRange } from "../../hcl/source.ts";
import { stepsText, traversalText } from "../../hcl/static.ts";
import type { Traversal } from "../../hcl/syntax.ts";
import { printResource } from "../addresses/resource.ts";
import type { CheckRule, ModuleTree } from "../config/module.ts";
import { parseReference } from "../lang/reference.ts";

export interface ExpectedFailures {
  readonly failures: readonly { readonly address: string; readonly range: SourceRange }[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readExpectations(traversals: readonly Traversal[]): ExpectedFailures {
  const diagnostics: Diagnostic[] = [];
  const failures = traversals.flatMap((traversal) => {
    const { reference, diagnostics: problems } = parseReference(traversal, true);
    diagnostics.push(...problems);
    if (!reference) return [];
    const { subject, remaining } = reference;
    const { range } = reference;
    switch (subject.kind) {
      case "variable":
      case "output":
      case "check":
        if (remaining.length > 0) break;
        return [{ address: `${subject.kind === "variable" ? "var" : subject.kind}.${subject.name}`, range }];
      case "resource":
      case "resource-instance": {
        const indexes = traversal.steps.filter(({ kind }) => kind === "index");
        return [{ address: printResource(subject.resource) + stepsText(indexes), range }];
      }
      default:
    }
    const shown = traversalText({
      ...traversal,
      steps: traversal.steps.slice(0, traversal.steps.length - remaining.length),
    });
    const detail = `You cannot expect failures from ${shown}. You can only expect failures from checkable objects such as input variables, output values, check blocks, managed resources and data sources.`;
    diagnostics.push(errorAt(range, "Invalid `expect_failures` reference", detail));
    return [];
  });
  return { failures, diagnostics };
}

/** Which object of the root module a failed condition belongs to. */
export class Checkables {
  readonly #byRange = new Map<string, string>();

  constructor({ module }: ModuleTree) {
    const add = (address: string, rules: readonly CheckRule[]): void => {
      for (const { condition, range } of rules) {
        if (condition) this.#byRange.set(printRange(condition.range), address);
        this.#byRange.set(`rule ${printRange(range)}`, address);
      }
    };
    for (const variable of module.variables.values()) add(`var.${variable.name}`, variable.validations);
    for (const output of module.outputs.values()) add(`output.${output.name}`, output.preconditions);
    for (const check of module.checks.values()) add(`check.${check.name}`, check.assertions);
    for (const all of [module.managedResources, module.dataResources, module.ephemeralResources]) {
      for (const resource of all.values()) {
        add(printResource(resource), [...resource.preconditions, ...resource.postconditions]);
      }
    }
  }

  /** The config address of the object whose condition failed; undefined when it is no failed condition. */
  owner({ subject, detail, summary }: Diagnostic): string | undefined {
    if (!subject) return undefined;
    if (summary === "Invalid value for variable") {
      const [, place] = /This was checked by the validation rule at (.+)\.$/s.exec(detail) ?? [];
      return place === undefined ? undefined : this.#byRange.get(`rule ${place}`);
    }
    return this.#byRange.get(printRange(subject));
  }
}

/** Whether an expectation names the object or one of its instances. */
export const covers = (expected: string, owner: string, instances: readonly string[]): boolean =>
  expected === owner || instances.includes(expected);

export const missingFailure = (address: string, range: SourceRange): Diagnostic =>
  errorAt(
    range,
    "Missing expected failure",
    `The checkable object, ${address}, was expected to report an error but did not.`,
  );
