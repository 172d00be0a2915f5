/** A plan as `show -json` prints it. */
import { printModuleInstance } from "../addresses/module.ts";
import { printProviderSource } from "../addresses/provider.ts";
import { printResourceInstance } from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import { TERRAFORM_VERSION } from "../config/terraform-version.ts";
import { typeToJson } from "../lang/json.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { markWithPaths, unmarkDeepWithPaths } from "../lang/marks.ts";
import { formatPath } from "../lang/path.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";
import type { Schema } from "../provider.ts";
import type { Json } from "../state/json.ts";
import type { State } from "../state/state.ts";
import { checksJson, moduleTree, type StateSchemas, type StateValues, stateValues } from "../state/values.ts";
import type { ModuleValuesJson, ResourceValuesJson } from "../state/values-json.ts";
import { driftChanges, outputChanges, resourceChangeJson, sortedChanges } from "./changes-json.ts";
import { configurationJson } from "./config-json.ts";
import type { Plan } from "./plan.ts";
import { schemaMarks } from "./plan-values.ts";
import type { PlannedChange } from "./planned-change.ts";
import type { ProviderTypes } from "./provider-configs.ts";
import { plainJson, sensitiveJson } from "./value-json.ts";

const asJson = (value: unknown): Json => value as Json;

export const stateSchemas =
  (types: ProviderTypes): StateSchemas =>
  (mode, type, provider) => {
    const known = types.get(provider);
    return mode === "data" ? known?.dataSources.get(type)?.schema : known?.resources.get(type)?.schema;
  };

export function planJson(plan: Plan, tree: ModuleTree, types: ProviderTypes): Json {
  const schemas = stateSchemas(types);
  const variables = shownVariables(plan, tree);
  const drift = driftChanges(plan);
  const changes = sortedChanges(plan.changes).map(resourceChangeJson);
  const outputs = outputChanges(plan);
  const checks = checksJson(plan.priorState.checkResults);
  return {
    format_version: "1.2",
    terraform_version: TERRAFORM_VERSION,
    ...(variables.length > 0
      ? { variables: new Map(variables.map(([name, value]) => [name, { value: plainJson(value) ?? null }])) }
      : {}),
    planned_values: asJson(plannedValues(plan, tree, types)),
    ...(drift.length > 0 ? { resource_drift: asJson(drift) } : {}),
    ...(changes.length > 0 ? { resource_changes: asJson(changes) } : {}),
    ...(Object.keys(outputs).length > 0 ? { output_changes: asJson(outputs) } : {}),
    ...(plan.priorState.isEmpty ? {} : { prior_state: stateJson(plan.priorState, schemas, false) }),
    configuration: configurationJson(tree, types),
    ...(plan.relevantAttributes.length > 0 ? { relevant_attributes: asJson(plan.relevantAttributes) } : {}),
    ...(checks === undefined ? {} : { checks }),
    timestamp: plan.timestamp.toISOString().replace(/\.\d+Z$/, "Z"),
    applyable: plan.applyable,
    complete: plan.targets.length === 0,
    errored: plan.errored,
  };
}

/** Values of variables as they were given, or the defaults. */
const shownVariables = ({ writtenVariables }: Plan, { module }: ModuleTree): [string, Value][] =>
  [...module.variables.values()]
    .flatMap(({ name, ephemeral, default: standard }): [string, Value][] => {
      const value = (ephemeral ? undefined : writtenVariables.get(name)) ?? standard;
      return value ? [[name, value]] : [];
    })
    .sort(([a], [b]) => compareUtf8(a, b));

/** A state; one that holds nothing is told like one that is not there. */
export function stateJson(state: State | undefined, schemas: StateSchemas, checks = true): Json {
  const found = state && checks ? checksJson(state.checkResults) : undefined;
  if (!state || (state.isEmpty && found === undefined)) return { format_version: "1.0" };
  const values: StateValues = stateValues(state, schemas);
  return {
    format_version: "1.0",
    terraform_version: TERRAFORM_VERSION,
    values: asJson(values),
    ...(found === undefined ? {} : { checks: found }),
  };
}

/**
 * A replacement is planned a second time, and Terraform forgets to mark what its schema calls sensitive in that plan's
 * values (as recorded; the change itself has the marks).
 */
function asPlanned({ action, reason, after }: PlannedChange, { block }: Schema): Value {
  const isReplaced = action === "delete-create" || action === "create-delete";
  if (!isReplaced || reason === "replace_because_tainted" || after.isNull) return after;
  const { value, marks } = unmarkDeepWithPaths(after);
  const own = new Set(schemaMarks(block, value).map(({ path }) => formatPath(path)));
  return markWithPaths(
    value,
    marks.filter(({ path }) => !own.has(formatPath(path))),
  );
}

/** What the values will be after the plan, as far as they are known. */
function plannedValues(
  plan: Plan,
  tree: ModuleTree,
  types: ProviderTypes,
): {
  readonly outputs?: Json;
  readonly root_module: ModuleValuesJson;
} {
  const outputs: [string, Json][] = [];
  for (const { name, after, action, sensitive } of [...plan.changes.outputs.values()].sort((a, b) =>
    compareUtf8(a.name, b.name),
  )) {
    if (action === "delete" || !tree.module.outputs.has(name)) continue;
    if (isWhollyKnown(after)) {
      outputs.push([name, { sensitive, type: typeToJson(after.type), value: plainJson(after) ?? null }]);
    } else outputs.push([name, { sensitive }]);
  }
  const resources: { module: string; values: ResourceValuesJson }[] = [];
  for (const change of sortedChanges(plan.changes)) {
    if (change.deposed !== undefined || change.action === "delete") continue;
    const { module, resource, key } = change.address;
    const provider = types.get(change.provider.provider);
    const schema = (resource.mode === "data" ? provider?.dataSources : provider?.resources)?.get(resource.type)?.schema;
    resources.push({
      module: printModuleInstance(module),
      values: {
        address: printResourceInstance(change.address),
        mode: resource.mode as "managed" | "data",
        type: resource.type,
        name: resource.name,
        ...(key === undefined ? {} : { index: key }),
        provider_name: printProviderSource(change.provider.provider),
        schema_version: schema?.version ?? 0,
        // What is let go of has its place here, but no values.
        ...(change.action === "forget" ? {} : { values: plainJson(change.after) ?? null }),
        sensitive_values:
          change.action === "forget" ? false : sensitiveJson(schema ? asPlanned(change, schema) : change.after),
      },
    });
  }
  // By their text: `a.b12` comes before `a.b1[0]`.
  resources.sort((a, b) => compareUtf8(a.values.address, b.values.address));
  return {
    ...(outputs.length > 0 ? { outputs: new Map(outputs) } : {}),
    root_module: moduleTree(resources),
  };
}
