/**
 * Values of the root module's variables from everywhere they may be given, lowest first: defaults, TF_VAR_ variables,
 * terraform.tfvars, terraform.tfvars.json, *.auto.tfvars in lexical order, then -var and -var-file as they come.
 */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { justAttributes } from "../../hcl/body.ts";
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { parseExpression, parseFile } from "../../hcl/parse.ts";
import type { Module, Variable } from "../config/module.ts";
import type { Sources } from "../diagnostics/sources.ts";
import { evaluateConstant } from "../lang/evaluate.ts";
import { readErrorText } from "../lang/read-error.ts";
import { compareUtf8 } from "../lang/type.ts";
import { stringValue, type Value } from "../lang/value.ts";
import { prepareVariable, type ValueOrigin } from "./variable-value.ts";

export interface VariableArguments {
  /** Absolute. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `-var` and `-var-file` in the order they were given. */
  readonly given: readonly { readonly name: string; readonly value: string }[];
  readonly sources: Sources;
}

interface Assigned {
  readonly name: string;
  readonly origin: ValueOrigin;
  readonly kind: "environment" | "auto-file" | "named-file" | "flag";
  readonly file?: string;
  /** The value as the variable's declaration reads it. */
  readonly read: (variable: Readable, diagnostics: Diagnostic[]) => Value | undefined;
}

/** As much of a variable as it takes to read text for it. */
type Readable = Pick<Variable, "name" | "parsing">;

export interface CollectedVariables {
  readonly values: ReadonlyMap<string, Value>;
  /** What was given, as it was given. */
  readonly written: ReadonlyMap<string, Value>;
  /** What was given for names that the module does not declare. */
  readonly undeclared: ReadonlyMap<string, Value>;
  /** Declared, without default and without value. */
  readonly missing: readonly Variable[];
  readonly diagnostics: readonly Diagnostic[];
  /** Why values are not what their variables promise, also among the diagnostics: a plan goes on without these. */
  readonly refused: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Names that `-var` and `-var-file` gave values for, and what they were. */
  readonly explicit: ReadonlyMap<string, Value>;
}

export function collectVariables(module: Module, options: VariableArguments): CollectedVariables {
  const diagnostics: Diagnostic[] = [];
  const assigned = new Map<string, Assigned>();
  const undeclared: Assigned[] = [];
  const assign = (item: Assigned): void => {
    if (module.variables.has(item.name)) assigned.set(item.name, item);
    else if (item.kind !== "environment" && !undeclared.some(({ name }) => name === item.name)) undeclared.push(item);
  };
  for (const item of fromEnvironment(options)) assign(item);
  for (const item of fromFiles(options, diagnostics)) assign(item);
  for (const item of fromArguments(options, diagnostics)) assign(item);
  // What cannot be read may have held any variable, so that nothing can be said to be missing.
  if (hasErrors(diagnostics)) return { ...NOTHING, diagnostics };
  diagnostics.push(...undeclaredDiagnostics(undeclared));
  const values = new Map<string, Value>();
  const written = new Map<string, Value>();
  const explicit = new Map<string, Value>();
  const refused = new Map<string, readonly Diagnostic[]>();
  const missing: Variable[] = [];
  for (const name of [...module.variables.keys()].sort(compareUtf8)) {
    const variable = module.variables.get(name) as Variable;
    const item = assigned.get(name);
    const value = item?.read(variable, diagnostics);
    if (!value || !item) {
      if (variable.default === undefined) missing.push(variable);
      else values.set(name, prepareVariable(variable, undefined, CALLER).value);
      continue;
    }
    const prepared = prepareVariable(variable, value, item.origin);
    diagnostics.push(...prepared.diagnostics);
    if (hasErrors(prepared.diagnostics)) refused.set(name, prepared.diagnostics);
    values.set(name, prepared.value);
    written.set(name, value);
    if (item.kind === "flag" || item.kind === "named-file") explicit.set(name, prepared.value);
  }
  const others = new Map<string, Value>();
  for (const { name, read } of undeclared) {
    const value = read({ name, parsing: "literal" }, []);
    if (value) others.set(name, value);
  }
  return { values, written, undeclared: others, missing, diagnostics, refused, explicit };
}

/** What is wrong with the places that values come from, whatever the variables are. */
export function variableSourceProblems(options: VariableArguments): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const sources of [fromFiles(options, diagnostics), fromArguments(options, diagnostics)]) {
    for (const _ of sources) continue;
  }
  return hasErrors(diagnostics) ? diagnostics : [];
}

const NOTHING: Omit<CollectedVariables, "diagnostics"> = {
  values: new Map(),
  written: new Map(),
  undeclared: new Map(),
  missing: [],
  refused: new Map(),
  explicit: new Map(),
};

const CALLER: ValueOrigin = { kind: "caller", how: "set from outside of the configuration" };

export const missingVariable = ({ name, range }: Variable): Diagnostic =>
  errorAt(
    range,
    "No value for required variable",
    `The root module input variable ${JSON.stringify(name)} is not set, and has no default value. Use a -var or -var-file command line argument to provide a value for this variable.`,
  );

/** Reads text as the variable's type wants it: as it is, or as an expression without references. */
export function readText(variable: Readable, text: string, diagnostics: Diagnostic[]): Value | undefined {
  if (variable.parsing === "literal") return stringValue(text);
  const filename = `<value for var.${variable.name}>`;
  const { result, diagnostics: problems } = parseExpression(text, filename);
  diagnostics.push(...problems);
  if (hasErrors(problems)) return undefined;
  const found: Diagnostic[] = [];
  const value = evaluateConstant(result, found);
  diagnostics.push(...found);
  return hasErrors(found) ? undefined : value;
}

function* fromEnvironment({ environment }: VariableArguments): Iterable<Assigned> {
  for (const [key, text] of Object.entries(environment)) {
    if (!key.startsWith("TF_VAR_") || text === undefined) continue;
    yield {
      name: key.slice("TF_VAR_".length),
      kind: "environment",
      origin: { kind: "caller", how: `set using the ${key} environment variable` },
      read: (variable, diagnostics) => readText(variable, text, diagnostics),
    };
  }
}

function* fromFiles(options: VariableArguments, diagnostics: Diagnostic[]): Iterable<Assigned> {
  let names: string[];
  try {
    names = readdirSync(options.directory);
  } catch {
    return;
  }
  for (const name of ["terraform.tfvars", "terraform.tfvars.json"]) {
    if (names.includes(name)) yield* fromFile(name, "auto-file", options, diagnostics);
  }
  for (const name of names.filter((n) => /\.auto\.tfvars(\.json)?$/.test(n)).sort(compareUtf8)) {
    yield* fromFile(name, "auto-file", options, diagnostics);
  }
}

function* fromFile(
  name: string,
  kind: "auto-file" | "named-file",
  { directory, sources }: VariableArguments,
  diagnostics: Diagnostic[],
): Iterable<Assigned> {
  let text: string;
  try {
    text = readFileSync(resolve(directory, name), "utf8");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    diagnostics.push({
      severity: "error",
      summary: "Failed to read variables file",
      detail: missing
        ? `Given variables file ${name} does not exist.`
        : `Error while reading ${name}: ${readErrorText(name, error)}.`,
    });
    return;
  }
  const { file, diagnostics: problems } = parseFile(name, text);
  sources.add(file);
  diagnostics.push(...problems);
  if (hasErrors(problems)) return;
  for (const block of file.body.blocks) {
    if (block.type !== "variable" || block.labels.length === 0) continue;
    diagnostics.push({
      severity: "error",
      summary: "Variable declaration in .tfvars file",
      detail: `A .tfvars file is used to assign values to variables that have already been declared in .tf files, not to declare new variables. To declare variable ${JSON.stringify(block.labels[0])}, place this block in one of your .tf files, such as variables.tf.\n\nTo set a value for this variable in ${name}, use the definition syntax instead:\n    ${block.labels[0]} = <value>`,
      subject: block.typeRange,
    });
    return;
  }
  const content = justAttributes(file.body);
  diagnostics.push(...content.diagnostics);
  for (const attribute of content.attributes.values()) {
    yield {
      name: attribute.name,
      kind,
      file: name,
      origin: { kind: "file", range: attribute.expression.range },
      read: (_variable, found) => {
        const inner: Diagnostic[] = [];
        const value = evaluateConstant(attribute.expression, inner);
        found.push(...inner);
        return hasErrors(inner) ? undefined : value;
      },
    };
  }
}

function* fromArguments(options: VariableArguments, diagnostics: Diagnostic[]): Iterable<Assigned> {
  for (const { name: flag, value: given } of options.given) {
    if (flag === "var-file") {
      yield* fromFile(given, "named-file", options, diagnostics);
      continue;
    }
    const equals = given.indexOf("=");
    if (equals === -1) {
      const detail = `The given -var option ${JSON.stringify(given)} is not correctly specified. Must be a variable name and value separated by an equals sign, like -var="key=value".`;
      diagnostics.push({ severity: "error", summary: "Invalid -var option", detail });
      continue;
    }
    const name = given.slice(0, equals);
    if (name.endsWith(" ")) {
      const detail = `Variable name ${JSON.stringify(name)} is invalid due to trailing space. Did you mean -var="${name.trimEnd()}=${given.slice(equals + 1).trimStart()}"?`;
      diagnostics.push({ severity: "error", summary: "Invalid -var option", detail });
      continue;
    }
    const text = given.slice(equals + 1);
    yield {
      name,
      kind: "flag",
      origin: { kind: "caller", how: `set using -var="${name}=..."` },
      read: (variable, found) => readText(variable, text, found),
    };
  }
}

function undeclaredDiagnostics(items: readonly Assigned[]): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let warned = 0;
  for (const { name, kind, file } of items) {
    const quoted = JSON.stringify(name);
    if (kind === "flag") {
      const detail = `A variable named ${quoted} was assigned on the command line, but the root module does not declare a variable of that name. To use this value, add a "variable" block to the configuration.`;
      found.push({ severity: "error", summary: "Value for undeclared variable", detail });
    } else if (warned++ < 2) {
      const detail = `The root module does not declare a variable named ${quoted} but a value was found in file ${JSON.stringify(file)}. If you meant to use this value, add a "variable" block to the configuration.\n\nTo silence these warnings, use TF_VAR_... environment variables to provide certain "global" settings to all configurations in your organization. To reduce the verbosity of these warnings, use the -compact-warnings option.`;
      found.push({ severity: "warning", summary: "Value for undeclared variable", detail });
    }
  }
  if (warned > 2) {
    const detail = `In addition to the other similar warnings shown, ${warned - 2} other variable(s) defined without being declared.`;
    found.push({ severity: "warning", summary: "Values for undeclared variables", detail });
  }
  return found;
}
