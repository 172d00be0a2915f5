/** What references mean while a configuration is checked for all possible values: hardly anything is known. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { ModuleTree, Resource } from "../config/module.ts";
import type { FunctionDefinition } from "../lang/functions/definition.ts";
import type { Reference } from "../lang/reference.ts";
import type { Resolved, Scope } from "../lang/scope.ts";
import { didYouMean } from "../lang/suggest.ts";
import { BOOL, DYNAMIC, listOf, mapOf, NUMBER, objectOf, STRING } from "../lang/type.ts";
import { stringValue, unknownValue, type Value } from "../lang/value.ts";
import { refuseEachValue } from "../plan/module-scope.ts";
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
        return this.#count(reference, subject.name);
      case "each":
        return this.#each(reference, subject.name);
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

  #count({ range }: Reference, name: string): Resolved {
    if (name !== "index") {
      return refused(
        errorAt(
          range,
          'Invalid "count" attribute',
          `The "count" object does not have an attribute named "${name}". The only supported attribute is count.index, which is the index of each instance of a resource block that has the "count" argument set.`,
        ),
      );
    }
    if (this.#surroundings.repetition === "count") return { value: unknownValue(NUMBER) };
    return refused(
      errorAt(
        range,
        'Reference to "count" in non-counted context',
        'The "count" object can only be used in "module", "resource", and "data" blocks, and only when the "count" argument is set.',
      ),
    );
  }

  #each({ range }: Reference, name: string): Resolved {
    if (name !== "key" && name !== "value") {
      return refused(
        errorAt(
          range,
          'Invalid "each" attribute',
          `The "each" object does not have an attribute named "${name}". The supported attributes are each.key and each.value, the current key and value pair of the "for_each" attribute set.`,
        ),
      );
    }
    if (this.#surroundings.repetition === "for_each") {
      return { value: unknownValue(name === "key" ? STRING : DYNAMIC) };
    }
    if (name === "value") return refused(refuseEachValue(range));
    return refused(
      errorAt(
        range,
        'Reference to "each" in context without for_each',
        'The "each" object can be used only in "module" or "resource" blocks, and only when the "for_each" argument is set.',
      ),
    );
  }

  #path({ range }: Reference, name: string): Resolved {
    const { directory } = this.#environment;
    if (name === "cwd") return { value: stringValue(directory) };
    if (name === "root") return { value: stringValue(".") };
    if (name === "module") return { value: stringValue(this.#tree.module.directory) };
    const detail = `The "path" object does not have an attribute named "${name}".${didYouMean(name, ["cwd", "module", "root"])}`;
    return refused(errorAt(range, 'Invalid "path" attribute', detail));
  }

  #terraform({ range }: Reference, name: string): Resolved {
    if (name === "workspace") return { value: stringValue(this.#environment.workspace) };
    if (name === "applying") return { value: unknownValue(BOOL).withMarks(["ephemeral"]) };
    const detail =
      name === "env"
        ? 'The terraform.env attribute was deprecated in v0.10 and removed in v0.12. The "state environment" concept was renamed to "workspace" in v0.12, and so the workspace name can now be accessed using the terraform.workspace attribute.'
        : `The "terraform" object does not have an attribute named "${name}". The only supported attributes are terraform.workspace, the name of the currently-selected workspace, and terraform.applying, a boolean which is true only during apply.`;
    return refused(errorAt(range, 'Invalid "terraform" attribute', detail));
  }
}

const refused = (diagnostic: Diagnostic): Resolved => ({ value: unknownValue(), diagnostics: [diagnostic] });
