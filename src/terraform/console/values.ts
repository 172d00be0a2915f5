/**
 * The values of a configuration against a state, found when they are asked for: what `console` evaluates in. Nothing is
 * planned; a resource that the state does not have is unknown.
 */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import type { InstanceKey } from "../addresses/instance-key.ts";
import { type ModuleInstancePath, printModuleInstance } from "../addresses/module.ts";
import { type ProviderSource, printProviderSource } from "../addresses/provider.ts";
import {
  type AbsoluteResource,
  printAbsoluteResource,
  type ResourceAddress,
  type ResourceMode,
} from "../addresses/resource.ts";
import { tryConvert } from "../config/constant.ts";
import type { ModuleTree } from "../config/module.ts";
import { evaluate } from "../lang/evaluate.ts";
import type { Reference } from "../lang/reference.ts";
import { PATH_NAMES, refuseCount, refuseEach, refusePath, refuseTerraform } from "../lang/refused-names.ts";
import type { Resolved, Scope } from "../lang/scope.ts";
import { compareUtf8, type Type } from "../lang/type.ts";
import { applyDefaults } from "../lang/type-constraint.ts";
import { boolValue, objectValue, stringValue, tupleValue, unknownValue, type Value } from "../lang/value.ts";
import { evaluateRepetition } from "../plan/evaluate-repetition.ts";
import { findResource } from "../plan/evaluation.ts";
import { type InstanceData, instanceData, keysOf, NO_INSTANCE_DATA, type Repetition } from "../plan/repetition.ts";
import { blockType } from "../plan/schema-type.ts";
import type { BlockSchema } from "../provider.ts";
import type { ProviderFunctionLookup } from "../provider-functions.ts";
import type { State } from "../state/state.ts";
import { checkReferences } from "../validate/check-references.ts";

export interface ConsoleEnvironment {
  readonly root: ModuleTree;
  /** The objects of a resource in one instance of its module. */
  readonly objects: (resource: AbsoluteResource, type: Type) => readonly (readonly [InstanceKey, Value])[];
  /** Of the root module. */
  readonly variables: ReadonlyMap<string, Value>;
  readonly directory: string;
  readonly workspace: string;
  readonly schemaOf: (provider: ProviderSource, mode: ResourceMode, type: string) => BlockSchema | undefined;
  readonly providerFunction: ProviderFunctionLookup;
}

export class ConsoleValues {
  readonly environment: ConsoleEnvironment;
  readonly #known = new Map<string, Resolved>();

  constructor(environment: ConsoleEnvironment) {
    this.environment = environment;
  }

  scope(tree: ModuleTree, path: ModuleInstancePath, instance: InstanceData = NO_INSTANCE_DATA): Scope {
    const { directory, schemaOf, providerFunction } = this.environment;
    return {
      baseDirectory: directory,
      noPlanTimestamp: true,
      validate: (references) => checkReferences(references, { tree, schemaOf }),
      resolve: (reference) => this.#resolve(reference, tree, path, instance),
      providerFunction: (name) => providerFunction(name, tree),
    };
  }

  #resolve(
    { subject, range }: Reference,
    tree: ModuleTree,
    path: ModuleInstancePath,
    { countIndex, eachKey, eachValue }: InstanceData,
  ): Resolved {
    const once = (kind: string, name: string, find: () => Resolved): Resolved =>
      this.#once(`${printModuleInstance(path)} ${kind} ${name}`, find);
    switch (subject.kind) {
      case "variable":
        return once("var", subject.name, () => this.#variable(subject.name, tree, path));
      case "local":
        return once("local", subject.name, () => {
          const local = tree.module.locals.get(subject.name);
          return local ? evaluate(local.expression, this.scope(tree, path)) : { value: unknownValue() };
        });
      case "resource":
      case "resource-instance":
        return this.#resource(subject.resource, tree, path);
      case "module":
      case "module-instance":
      case "module-output":
        return once("module", subject.name, () => this.#module(subject.name, tree, path));
      case "count":
        return subject.name === "index" && countIndex
          ? { value: countIndex }
          : refused(refuseCount(range, subject.name));
      case "each": {
        const value = subject.name === "key" ? eachKey : subject.name === "value" ? eachValue : undefined;
        return value ? { value } : refused(refuseEach(range, subject.name));
      }
      case "path":
        if (!PATH_NAMES.includes(subject.name)) return refused(refusePath(range, subject.name));
        if (subject.name === "cwd") return { value: stringValue(this.environment.directory) };
        return { value: stringValue(subject.name === "module" ? tree.module.directory : ".") };
      case "terraform":
        if (subject.name === "applying") return { value: boolValue(false).withMarks(["ephemeral"]) };
        if (subject.name !== "workspace") return refused(refuseTerraform(range, subject.name));
        return { value: stringValue(this.environment.workspace) };
      default:
        return { value: unknownValue() };
    }
  }

  /** A value that is being looked for already depends on itself; it stays unknown. */
  #once(key: string, find: () => Resolved): Resolved {
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, { value: unknownValue() });
    const found = find();
    this.#known.set(key, found);
    return found;
  }

  #variable(name: string, tree: ModuleTree, path: ModuleInstancePath): Resolved {
    const variable = tree.module.variables.get(name);
    if (!variable) return { value: unknownValue() };
    const marked = (value: Value): Value =>
      value.withMarks([
        ...(variable.sensitive ? (["sensitive"] as const) : []),
        ...(variable.ephemeral ? (["ephemeral"] as const) : []),
      ]);
    if (!tree.parent || !tree.call) {
      return { value: this.environment.variables.get(name) ?? marked(unknownValue(variable.type)) };
    }
    const attribute = tree.call.body.attributes.get(name);
    if (!attribute) return { value: marked(variable.default ?? unknownValue(variable.type)) };
    const parentPath = path.slice(0, -1);
    const repetition = this.#repetition(tree, parentPath);
    const data = repetition ? instanceData(repetition, path.at(-1)?.key) : NO_INSTANCE_DATA;
    const { value, diagnostics } = evaluate(attribute.expression, this.scope(tree.parent, parentPath, data));
    const given = value.isNull && !variable.nullable ? (variable.default ?? value) : value;
    const complete = variable.typeDefaults && !given.isNull ? applyDefaults(given, variable.typeDefaults) : given;
    const converted = tryConvert(complete, variable.constraint);
    return { value: marked(typeof converted === "string" ? unknownValue(variable.type) : converted), diagnostics };
  }

  #repetition(tree: ModuleTree, parentPath: ModuleInstancePath): Repetition | undefined {
    const { call, parent } = tree;
    return call && parent ? evaluateRepetition(call, this.scope(parent, parentPath), "module").repetition : undefined;
  }

  #module(name: string, tree: ModuleTree, path: ModuleInstancePath): Resolved {
    const child = tree.children.get(name);
    const repetition = child && this.#repetition(child, path);
    if (!child || !repetition) return { value: unknownValue() };
    const diagnostics: Diagnostic[] = [];
    const outputs = (key: InstanceKey): Value => {
      const scope = this.scope(child, [...path, { name, key }]);
      const values = [...child.module.outputs.values()].map((output) => {
        const evaluated = output.expression
          ? evaluate(output.expression, scope)
          : { value: unknownValue(), diagnostics: [] };
        diagnostics.push(...evaluated.diagnostics);
        return [output.name, output.sensitive ? evaluated.value.withMarks(["sensitive"]) : evaluated.value] as const;
      });
      return objectValue(values);
    };
    const value = combine(repetition, outputs);
    return { value: hasErrors(diagnostics) ? unknownValue() : value, diagnostics };
  }

  #resource(address: ResourceAddress, tree: ModuleTree, path: ModuleInstancePath): Resolved {
    const resource = findResource(tree.module, address);
    const schema = resource && this.environment.schemaOf(resource.provider, resource.mode, resource.type);
    if (!resource || !schema) return { value: unknownValue() };
    const entries = [...this.environment.objects({ module: path, resource: address }, blockType(schema))];
    if (resource.count) {
      const sorted = entries.sort(([a], [b]) => Number(a) - Number(b));
      return { value: tupleValue(sorted.map(([, value]) => value)) };
    }
    if (resource.forEach) {
      const sorted = entries.sort(([a], [b]) => compareUtf8(String(a), String(b)));
      return { value: objectValue(sorted.map(([key, value]) => [String(key), value] as const)) };
    }
    return { value: entries[0]?.[1] ?? unknownValue() };
  }
}

const refused = (diagnostic: Diagnostic): Resolved => ({ value: unknownValue(), diagnostics: [diagnostic] });

function combine(repetition: Repetition, of: (key: InstanceKey) => Value): Value {
  const keys = keysOf(repetition);
  if (repetition.kind === "single") return of(undefined);
  if (repetition.kind === "count") return tupleValue(keys.map(of));
  return objectValue(keys.map((key) => [String(key), of(key)] as const));
}

/** The objects that a state has. */
export const objectsOfState =
  (state: State): ConsoleEnvironment["objects"] =>
  (resource, type) =>
    [...(state.resources.get(printAbsoluteResource(resource))?.instances.values() ?? [])].flatMap(({ key, current }) =>
      current ? [[key, current.value(type)] as const] : [],
    );

/** Schemas of the providers that were found. */
export const schemaLookup =
  (
    types: ReadonlyMap<
      string,
      {
        readonly resources: ReadonlyMap<string, { readonly schema: { readonly block: BlockSchema } }>;
        readonly dataSources: ReadonlyMap<string, { readonly schema: { readonly block: BlockSchema } }>;
        readonly ephemeralResources: ReadonlyMap<string, { readonly schema: { readonly block: BlockSchema } }>;
      }
    >,
  ): ConsoleEnvironment["schemaOf"] =>
  (provider, mode, type) => {
    const found = types.get(printProviderSource(provider));
    const all = { managed: found?.resources, data: found?.dataSources, ephemeral: found?.ephemeralResources }[mode];
    return all?.get(type)?.schema.block;
  };
