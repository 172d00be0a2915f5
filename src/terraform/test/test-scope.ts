/** What references mean in test files: in the variables of files and runs, and in assertions. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { ModuleTree } from "../config/module.ts";
import type { ConsoleValues } from "../console/values.ts";
import { evaluate } from "../lang/evaluate.ts";
import type { Reference } from "../lang/reference.ts";
import type { Resolved, Scope } from "../lang/scope.ts";
import { didYouMean } from "../lang/suggest.ts";
import { compareUtf8 } from "../lang/type.ts";
import { objectValue, unknownValue, type Value } from "../lang/value.ts";
import type { TestFile } from "./test-file.ts";

/** Outputs of the runs that are done, by run. */
export type RunOutputs = ReadonlyMap<string, ReadonlyMap<string, Value>>;

export function variablesScope(
  directory: string,
  variables: ReadonlyMap<string, Value>,
  runs: { readonly file: TestFile; readonly done: RunOutputs } | undefined,
): Scope {
  const refuse = ({ range }: Reference, summary: string, detail: string): readonly Diagnostic[] => [
    errorAt(range, summary, detail),
  ];
  const check = (reference: Reference): readonly Diagnostic[] => {
    const { subject } = reference;
    if (subject.kind === "run") {
      if (runs) return checkRun(reference, subject.name, runs, "variables");
      return refuse(
        reference,
        "Invalid reference",
        "You can not reference run blocks from within the file variables block.",
      );
    }
    if (subject.kind !== "variable") {
      const allowed = runs ? "run block outputs, input and global variables" : "input and global variables";
      return refuse(
        reference,
        "Invalid reference",
        `You can only reference ${allowed} while defining variables from within a run block.`,
      );
    }
    if (variables.has(subject.name)) return [];
    const allowed = runs
      ? "to the current run block. You can only reference variables defined at the file or global levels."
      : "to the current context. You can only reference global variables.";
    const detail = `The input variable "${subject.name}" is not available ${allowed}`;
    return refuse(reference, "Reference to unavailable variable", detail);
  };
  return {
    baseDirectory: directory,
    testing: true,
    validate: (references) => references.flatMap(check),
    resolve: ({ subject }) => {
      if (subject.kind === "variable") return { value: variables.get(subject.name) ?? unknownValue() };
      if (subject.kind === "run") return { value: objectValue([...(runs?.done.get(subject.name) ?? [])]) };
      return { value: unknownValue() };
    },
  };
}

function checkRun(
  { range, remaining }: Reference,
  name: string,
  { file, done }: { readonly file: TestFile; readonly done: RunOutputs },
  user: "variables" | "assertion",
): readonly Diagnostic[] {
  const outputs = done.get(name);
  if (outputs) {
    const [first] = remaining;
    const output = user === "variables" && first?.kind === "attribute" ? outputs.get(first.name) : undefined;
    if (!output || output.isKnown || first?.kind !== "attribute") return [];
    const detail = `The value for run.${name}.${first.name} is unknown. Run block "${name}" is executing a "plan" operation, and the specified output value is only known after apply.`;
    return [errorAt(range, "Reference to unknown value", detail)];
  }
  const exists = file.runs.some((run) => run.name === name);
  if (user === "assertion" && !exists) {
    const known = didYouMean(name, file.runs.map((run) => run.name).sort(compareUtf8));
    const detail = `There is no run "${name}" declared in this test suite.${known}`;
    return [errorAt(range, "Reference to undeclared run block", detail)];
  }
  if (user === "variables" && exists) {
    const detail = `The run block "${name}" has not executed yet. You can only reference run blocks that are in the same test file and will execute before the current run block.`;
    return [errorAt(range, "Reference to unavailable run block", detail)];
  }
  if (exists) {
    const detail = `The run "${name}" block has not yet been evaluated, so its results are not available here.`;
    return [errorAt(range, "Reference to unevaluated run block", detail)];
  }
  const hint = didYouMean(name, file.runs.map((run) => run.name).sort(compareUtf8));
  const detail = `The run block "${name}" does not exist within this test file.${hint}`;
  return [errorAt(range, "Reference to unknown run block", detail)];
}

/** Assertions see the root module as it is after the run, its outputs, and the outputs of earlier runs. */
export function assertionScope(
  values: ConsoleValues,
  tree: ModuleTree,
  extraVariables: ReadonlyMap<string, Value>,
  file: TestFile,
  done: RunOutputs,
): Scope {
  const inner = values.scope(tree, []);
  const isExtra = ({ subject }: Reference): boolean =>
    subject.kind === "variable" && !tree.module.variables.has(subject.name) && extraVariables.has(subject.name);
  return {
    ...inner,
    testing: true,
    validate: (references) =>
      references.flatMap((reference) => {
        const { subject, range } = reference;
        if (isExtra(reference)) return [];
        if (subject.kind === "run") return [...checkRun(reference, subject.name, { file, done }, "assertion")];
        if (subject.kind !== "output") return [...(inner.validate?.([reference]) ?? [])];
        if (tree.module.outputs.has(subject.name)) return [];
        const hint = didYouMean(subject.name, [...tree.module.outputs.keys()].sort(compareUtf8));
        const detail = `An output value with the name "${subject.name}" has not been declared.${hint}`;
        return [errorAt(range, "Reference to undeclared output value", detail)];
      }),
    resolve: (reference): Resolved => {
      const { subject } = reference;
      if (subject.kind === "output") return { value: outputValue(tree, subject.name, inner) };
      if (subject.kind === "run") return { value: objectValue([...(done.get(subject.name) ?? [])]) };
      if (subject.kind === "variable" && isExtra(reference)) {
        return { value: extraVariables.get(subject.name) ?? unknownValue() };
      }
      return inner.resolve(reference);
    },
  };
}

export function outputValue(tree: ModuleTree, name: string, scope: Scope): Value {
  const output = tree.module.outputs.get(name);
  if (!output?.expression) return unknownValue();
  const { value } = evaluate(output.expression, scope);
  // Of an output that is not known yet, not even the type is.
  if (!value.isKnown) return unknownValue();
  return output.sensitive ? value.withMarks(["sensitive"]) : value;
}
