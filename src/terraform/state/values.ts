/** States in the form of `show -json`. */
import { printModuleInstance } from "../addresses/module.ts";
import { printAbsoluteResource, printResourceInstance } from "../addresses/resource.ts";
import { toJson, typeToJson } from "../lang/json.ts";
import { compareUtf8 } from "../lang/type.ts";
import { withMarks } from "../plan/plan-values.ts";
import { blockType } from "../plan/schema-type.ts";
import { plainJson, sensitiveJson } from "../plan/value-json.ts";
import type { Schema } from "../provider.ts";
import type { Json } from "./json.ts";
import { type CheckResult, type ResourceState, type State, sortedInstances, sortedResources } from "./state.ts";
import type { StoredObject } from "./stored-object.ts";
import type { ModuleValuesJson, OutputValueJson, ResourceValuesJson } from "./values-json.ts";

/** The state cannot be shown with the providers at hand. */
export class StateSchemaError extends Error {}

export type StateSchemas = (mode: "managed" | "data", type: string, provider: string) => Schema | undefined;

export interface StateValues {
  readonly outputs?: Readonly<Record<string, OutputValueJson>>;
  readonly root_module: ModuleValuesJson;
}

export function stateValues(state: State, schemas: StateSchemas): StateValues {
  const outputs: Record<string, OutputValueJson> = {};
  for (const name of [...state.outputs.keys()].sort(compareUtf8)) {
    const { value, sensitive } = state.outputs.get(name) as { value: Parameters<typeof toJson>[0]; sensitive: boolean };
    outputs[name] = { sensitive, value: toJson(value), type: typeToJson(value.type) };
  }
  const resources = sortedResources(state).flatMap((resource) =>
    resourceValues(resource, schemas).map((values) => ({
      module: printModuleInstance(resource.address.module),
      values,
    })),
  );
  return {
    ...(state.outputs.size > 0 ? { outputs } : {}),
    root_module: moduleTree(resources),
  };
}

const providerName = (text: string): string => /provider\["([^"]+)"\]/.exec(text)?.[1] ?? "";

function resourceValues(resource: ResourceState, schemas: StateSchemas): readonly ResourceValuesJson[] {
  const { address } = resource;
  const { mode, type, name } = address.resource;
  const provider = providerName(resource.provider);
  const shown = printAbsoluteResource(address);
  const schema = schemas(mode as "managed" | "data", type, provider);
  if (!schema) throw new StateSchemaError(`no schema found for ${shown} (in provider ${provider})`);
  return sortedInstances(resource).flatMap((instance) => {
    const at = { ...address, key: instance.key };
    const entry = (object: StoredObject, deposed: string | undefined): ResourceValuesJson => {
      if (object.schemaVersion !== schema.version) {
        throw new StateSchemaError(
          `schema version ${object.schemaVersion} for ${printResourceInstance(at)} in state does not match version ${schema.version} from the provider`,
        );
      }
      const value = withMarks(object.value(blockType(schema.block)), [], schema.block);
      return {
        address: printResourceInstance(at),
        mode: mode as "managed" | "data",
        type,
        name,
        ...(instance.key === undefined ? {} : { index: instance.key }),
        provider_name: provider,
        schema_version: schema.version,
        values: plainJson(value) ?? null,
        sensitive_values: sensitiveJson(value),
        ...(object.dependencies.length > 0 ? { depends_on: object.dependencies } : {}),
        ...(object.status === "tainted" ? { tainted: true } : {}),
        ...(deposed === undefined ? {} : { deposed_key: deposed }),
      };
    };
    const entries = instance.current ? [entry(instance.current, undefined)] : [];
    for (const key of [...instance.deposed.keys()].sort())
      entries.push(entry(instance.deposed.get(key) as StoredObject, key));
    return entries;
  });
}

/** Resources in the modules that hold them; modules without any are there only for their children. */
export function moduleTree(
  resources: readonly { readonly module: string; readonly values: ResourceValuesJson }[],
): ModuleValuesJson {
  const byModule = new Map<string, ResourceValuesJson[]>([["", []]]);
  for (const { module, values } of resources) {
    for (const path of pathsOf(module)) if (!byModule.has(path)) byModule.set(path, []);
    byModule.get(module)?.push(values);
  }
  const build = (path: string): ModuleValuesJson => {
    const own = byModule.get(path) ?? [];
    const children = [...byModule.keys()]
      .filter((other) => other !== "" && parentOf(other) === path)
      .sort(compareUtf8)
      .map(build);
    return {
      ...(own.length > 0 ? { resources: own } : {}),
      ...(path === "" ? {} : { address: path }),
      ...(children.length > 0 ? { child_modules: children } : {}),
    };
  };
  return build("");
}

const STEPS = /module\.[^.[\]]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/g;

function pathsOf(module: string): readonly string[] {
  const steps = module.match(STEPS) ?? [];
  return steps.map((_, i) => steps.slice(0, i + 1).join("."));
}

const parentOf = (module: string): string => (module.match(STEPS) ?? []).slice(0, -1).join(".");

/** Check results in the form that plans and states show them. */
export const checksJson = (results: readonly CheckResult[] | undefined): Json | undefined => {
  if (!results || results.length === 0) return undefined;
  return results.map((result) => ({
    address: configAddressJson(result),
    status: result.status,
    ...(result.objects.length === 0
      ? {}
      : {
          instances: result.objects.map((object) => ({
            address: objectAddressJson(object.object_addr),
            status: object.status,
            ...(object.failure_messages === undefined
              ? {}
              : { problems: object.failure_messages.map((message) => ({ message })) }),
          })),
        }),
  }));
};

function configAddressJson({ object_kind, config_addr }: CheckResult): Json {
  const steps = config_addr.match(/^(?:module\.[^.]+\.)*/)?.[0] ?? "";
  const module = steps === "" ? {} : { module: steps.slice(0, -1) };
  const parts = config_addr.slice(steps.length).split(".");
  if (object_kind === "resource") {
    const data = parts[0] === "data";
    const [type = "", name = ""] = data ? parts.slice(1) : parts;
    return { kind: object_kind, ...module, mode: data ? "data" : "managed", type, name, to_display: config_addr };
  }
  return { kind: object_kind, ...module, name: parts[1] ?? "", to_display: config_addr };
}

function objectAddressJson(address: string): Json {
  const module = (address.match(STEPS) ?? []).join(".");
  const rest = module === "" ? address : address.slice(module.length + 1);
  const key = /\[(?:(\d+)|"((?:[^"\\]|\\.)*)")\]$/.exec(rest);
  return {
    ...(module === "" ? {} : { module }),
    ...(key ? { instance_key: key[1] === undefined ? (key[2] as string) : Number(key[1]) } : {}),
    to_display: address,
  };
}
