/** What references mean while a configuration is checked for all possible values: hardly anything is known. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { ModuleTree, Resource } from "../config/module.ts";
import type { FunctionDefinition } from "../lang/functions/definition.ts";
import type { Reference } from "../lang/reference.ts";
import { refuseCount, refuseEach, refusePath, refuseTerraform } from "../lang/refused-names.ts";
import type { Resolved, Scope } from "../lang/scope.ts";
import { BOOL, DYNAMIC, listOf, mapOf, NUMBER, objectOf, STRING } from "../lang/type.ts";
import { stringValue, unknownValue, type Value } from "../lang/value.ts";
import type { InstanceData } from "../plan/repetition.ts";
import type { ProviderFunctionLookup } from "../provider-functions.ts";
import { checkReferences, type ReferenceContext } from "./check-references.ts";

/** What is the same for all expressions of a walk. */
export interface ValidationEnvironment {
  /** Absolute folder that the command runs in. */
  readonly directory: string;
  readonly workspace: string;
  readonly schemaOf: ReferenceContext["schemaOf"];
  readonly providerFunction: ProviderFunctionLookup;
  /** An expression wants to know what the configuration alone does not say: a file, the answer of a provider. */
  readonly onLookOutside: () => void;
}

/** What an expression may use beside the names of its module. */
export interface Surroundings {
  readonly repetition?: "count" | "for_each" | undefined;
  readonly self?: Resource | undefined;
  readonly check?: string | undefined;
  /** Of the element of an import block's `for_each`. */
  readonly each?: InstanceData;
}

/** Values that the walk has found, by module and name. */
export interface ValidationValues {
  local(tree: ModuleTree, name: string): Value | undefined;
}

export class ValidationScope implements Scope {
  readonly #environment: ValidationEnvironment;
  readonly #tree: ModuleTree;
  readonly #values: ValidationValues;
  readonly #surroundings: Surroundings;
  readonly pureOnly = true;

  constructor(
    environment: ValidationEnvironment,
    tree: ModuleTree,
    values: ValidationValues,
    surroundings: Surroundings = {},
  ) {
    this.#environment = environment;
    this.#tree = tree;
    this.#values = values;
    this.#surroundings = surroundings;
  }

  get baseDirectory(): string {
    this.#environment.onLookOutside();
    return this.#environment.directory;
  }

  providerFunction(name: string): FunctionDefinition | undefined {
    this.#environment.onLookOutside();
    return this.#environment.providerFunction(name, this.#tree);
  }

  validate(references: readonly Reference[]): readonly Diagnostic[] {
    const { self, check } = this.#surroundings;
    return checkReferences(references, { tree: this.#tree, schemaOf: this.#environment.schemaOf, self, check });
  }

  resolve(reference: Reference): Resolved {
    const { subject } = reference;
    const { repetition } = this.#surroundings;
    switch (subject.kind) {
      case "variable":
        return { value: this.#variable(subject.name) };
      case "local":
        return { value: this.#values.local(this.#tree, subject.name) ?? unknownValue() };
      case "module":
      case "module-instance":
      case "module-output":
        return { value: this.#module(subject.name) };
      case "count":
        if (subject.name === "index" && repetition === "count") return { value: unknownValue(NUMBER) };
        return refused(refuseCount(reference.range, subject.name));
      case "each": {
        const known = subject.name === "key" ? this.#surroundings.each?.eachKey : this.#surroundings.each?.eachValue;
        if (known && (subject.name === "key" || subject.name === "value")) return { value: known };
        if (repetition !== "for_each" || (subject.name !== "key" && subject.name !== "value")) {
          return refused(refuseEach(reference.range, subject.name));
        }
        return { value: unknownValue(subject.name === "key" ? STRING : DYNAMIC) };
      }
      case "path":
        return this.#path(reference, subject.name);
      case "terraform":
        return this.#terraform(reference, subject.name);
      default:
        return { value: unknownValue() };
    }
  }

  #variable(name: string): Value {
    const variable = this.#tree.module.variables.get(name);
    if (!variable) return unknownValue();
    const marks = [
      ...(variable.sensitive ? (["sensitive"] as const) : []),
      ...(variable.ephemeral ? (["ephemeral"] as const) : []),
    ];
    return unknownValue(variable.type).withMarks(marks);
  }

  /** The outputs of a module, of which only the names are known. */
  #module(name: string): Value {
    const call = this.#tree.module.calls.get(name);
    const child = this.#tree.children.get(name);
    if (!call || !child) return unknownValue();
    const outputs = [...child.module.outputs.keys()];
    const instance = objectOf(Object.fromEntries(outputs.map((output) => [output, DYNAMIC])));
    if (call.count) return unknownValue(listOf(instance));
    return unknownValue(call.forEach ? mapOf(instance) : instance);
  }

  #path({ range }: Reference, name: string): Resolved {
    const { directory } = this.#environment;
    if (name === "cwd") return { value: stringValue(directory) };
    if (name === "root") return { value: stringValue(".") };
    if (name === "module") return { value: stringValue(this.#tree.module.directory) };
    return refused(refusePath(range, name));
  }

  #terraform({ range }: Reference, name: string): Resolved {
    if (name === "workspace") return { value: stringValue(this.#environment.workspace) };
    if (name === "applying") return { value: unknownValue(BOOL).withMarks(["ephemeral"]) };
    return refused(refuseTerraform(range, name));
  }
}

const refused = (diagnostic: Diagnostic): Resolved => ({ value: unknownValue(), diagnostics: [diagnostic] });
