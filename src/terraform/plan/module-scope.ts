/** What references mean inside one instance of a module, during a walk. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { ModuleInstancePath } from "../addresses/module.ts";
import type { FunctionDefinition } from "../lang/functions/definition.ts";
import type { Reference } from "../lang/reference.ts";
import { refuseCount, refuseEach } from "../lang/refused-names.ts";
import type { Resolved, Scope } from "../lang/scope.ts";
import { stringValue, unknownValue, type Value } from "../lang/value.ts";
import type { ProviderFunctionLookup } from "../provider-functions.ts";
import type { Evaluation, ModuleValues } from "./evaluation.ts";
import { type InstanceData, NO_INSTANCE_DATA } from "./repetition.ts";

/** What is the same for a whole run. */
export interface ScopeEnvironment {
  readonly evaluation: Evaluation;
  /** Absolute folder that the command runs in. */
  readonly directory: string;
  readonly workspace: string;
  readonly planTimestamp: Date;
  /** While planning: results that change with every call are unknown. */
  readonly pureOnly: boolean;
  readonly providerFunction: ProviderFunctionLookup;
}

export class ModuleScope implements Scope {
  readonly #environment: ScopeEnvironment;
  readonly #module: ModuleValues;
  readonly #instance: InstanceData;
  readonly #self: Value | undefined;
  readonly baseDirectory: string;
  readonly pureOnly: boolean;
  readonly planTimestamp: Date;

  constructor(
    environment: ScopeEnvironment,
    module: ModuleInstancePath,
    instance: InstanceData = NO_INSTANCE_DATA,
    self?: Value,
  ) {
    this.#environment = environment;
    this.#module = environment.evaluation.module(module);
    this.#instance = instance;
    this.#self = self;
    this.baseDirectory = environment.directory;
    this.pureOnly = environment.pureOnly;
    this.planTimestamp = environment.planTimestamp;
  }

  providerFunction(name: string): FunctionDefinition | undefined {
    return this.#environment.providerFunction(name, this.#module.tree);
  }

  resolve(reference: Reference): Resolved {
    const { subject } = reference;
    const { evaluation, directory, workspace } = this.#environment;
    const module = this.#module;
    switch (subject.kind) {
      case "variable":
        return { value: module.variables.get(subject.name) ?? unknownValue() };
      case "local":
        return { value: module.locals.get(subject.name) ?? unknownValue() };
      case "resource":
      case "resource-instance":
        return { value: evaluation.resourceValue(module.path, subject.resource) };
      case "module":
      case "module-instance":
      case "module-output":
        return { value: evaluation.moduleValue(module.path, subject.name) };
      case "count":
        return this.#instance.countIndex
          ? { value: this.#instance.countIndex }
          : refused(refuseCount(reference.range, subject.name));
      case "each": {
        const value = subject.name === "key" ? this.#instance.eachKey : this.#instance.eachValue;
        return value ? { value } : refused(refuseEach(reference.range, subject.name));
      }
      case "path": {
        if (subject.name === "cwd") return { value: stringValue(directory) };
        return { value: stringValue(subject.name === "module" ? module.tree.module.directory : ".") };
      }
      case "terraform":
        return { value: stringValue(workspace) };
      case "self":
        return this.#self
          ? { value: this.#self }
          : refused(errorAt(reference.range, 'Invalid "self" reference', SELF_DETAIL));
      default:
        return { value: unknownValue() };
    }
  }
}

const SELF_DETAIL =
  'The "self" object is not available in this context. This object can be used only in resource provisioner, connection, and postcondition blocks.';

const refused = (diagnostic: Diagnostic): Resolved => ({ value: unknownValue(), diagnostics: [diagnostic] });
