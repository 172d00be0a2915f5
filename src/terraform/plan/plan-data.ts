/** One instance of a data source in a plan: read now where all it needs is known, else during apply. */
import { errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { printProviderConfig } from "../addresses/provider.ts";
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { unmarkDeepWithPaths } from "../lang/marks.ts";
import { nullValue, unknownValue, type Value } from "../lang/value.ts";
import type { BlockSchema, DataSource } from "../provider.ts";
import { StoredObject } from "../state/stored-object.ts";
import { checkConditions } from "./conditions.ts";
import type { ConfiguredProvider } from "./configured-providers.ts";
import { ModuleScope } from "./module-scope.ts";
import type { PlanContext } from "./plan-context.ts";
import type { ActionReason } from "./plan-json.ts";
import { withComputedUnknown, withMarks } from "./plan-values.ts";
import { readDataSource } from "./read-data.ts";
import { refuseEphemeral } from "./refuse-ephemeral.ts";
import type { InstanceData } from "./repetition.ts";
import type { ResourceNode } from "./resource-node.ts";
import { attributeType, blockType } from "./schema-type.ts";

export async function planDataInstance(
  context: PlanContext,
  node: ResourceNode,
  at: ResourceInstanceAddress,
  data: InstanceData,
): Promise<boolean> {
  if (context.interrupted.aborted) return false;
  const { resource } = node;
  const provider = context.providers.get(node.provider.address);
  const type = provider?.type.dataSources.get(resource.type);
  if (!provider || !type) {
    const detail = `The provider ${resource.provider.namespace}/${resource.provider.type} does not support data source ${JSON.stringify(resource.type)}.`;
    return context.diagnostics.report([errorAt(resource.typeRange, "Invalid data source", detail)]);
  }
  const name = printResourceInstance(at);
  const schema = type.schema.block;
  const scope = new ModuleScope(context.environment, at.module, data);
  if (!checkConditions(context, node, at, "precondition", scope)) return false;
  const evaluated = decodeBlock(resource.body, schema, scope);
  if (!context.diagnostics.report(evaluated.diagnostics) || hasErrors(evaluated.diagnostics)) return false;
  if (!context.diagnostics.report(refuseEphemeral(evaluated.value, schema, resource.body, name))) return false;
  const reason = reasonToWait(context, node, at, evaluated.value);
  if (reason) {
    deferRead(context, node, provider, at, schema, evaluated.value, reason);
    return true;
  }
  const read = await readDataSource(context, node, provider, type, at, evaluated.value);
  if (resource.check !== undefined) {
    // What a check block reads is read again while applying, and may fail.
    if (read || context.mode === "refresh-only") {
      settle(context, provider, at, type, read ?? nullValue(blockType(schema)));
    }
    if (context.mode !== "refresh-only")
      deferRead(context, node, provider, at, schema, evaluated.value, "read_because_check_nested", read);
    return true;
  }
  if (!read) return false;
  settle(context, provider, at, type, read);
  const object = context.evaluation.object(at) as Value;
  return checkConditions(
    context,
    node,
    at,
    "postcondition",
    new ModuleScope(context.environment, at.module, data, object),
  );
}

function reasonToWait(
  context: PlanContext,
  node: ResourceNode,
  at: ResourceInstanceAddress,
  config: Value,
): ActionReason | undefined {
  if (context.mode === "destroy") return undefined;
  if (!isWhollyKnown(config)) return "read_because_config_unknown";
  if (context.changing.size === 0) return undefined;
  for (const name of context.dependencies.awaited(node)) {
    if (context.changing.has(name) && changesFor(context, node, at, name)) return "read_because_dependency_pending";
  }
  return undefined;
}

/** What changes in another instance of the same module has no part in this one. */
function changesFor(context: PlanContext, { tree }: ResourceNode, at: ResourceInstanceAddress, name: string): boolean {
  const other = context.nodes.get(name);
  if (other?.tree !== tree) return true;
  for (const { action } of context.changes.inResource({ module: at.module, resource: other.resource })) {
    if (action !== "no-op") return true;
  }
  return false;
}

function deferRead(
  context: PlanContext,
  node: ResourceNode,
  provider: ConfiguredProvider,
  at: ResourceInstanceAddress,
  schema: BlockSchema,
  config: Value,
  reason: ActionReason,
  read?: Value,
): void {
  const { value, marks } = unmarkDeepWithPaths(config);
  const planned = withMarks(
    withComputedUnknown(schema, value, (attribute) => unknownValue(attributeType(attribute))),
    marks,
    schema,
  );
  // What was read for a check block is shown as it was, though it is read again.
  const after = read ? withMarks(read, marks, schema) : planned;
  context.evaluation.setObject(at, after);
  if (context.mode === "refresh-only") return;
  // What it said before is not worth keeping.
  if (!read) context.state.setCurrent(at, undefined, printProviderConfig(provider.address));
  context.changes.add({
    address: at,
    previousAddress: at,
    provider: provider.address,
    action: "read",
    reason,
    before: nullValue(blockType(schema)),
    after,
    requiredReplace: [],
  });
  if (reason !== "read_because_check_nested") context.changing.add(node.name);
}

/** Keeps what was read. */
function settle(
  context: PlanContext,
  provider: ConfiguredProvider,
  at: ResourceInstanceAddress,
  type: DataSource,
  value: Value,
): void {
  context.evaluation.setObject(at, value);
  const meta = { status: "ready" as const, dependencies: [], createBeforeDestroy: false };
  const object = StoredObject.fromValue(value, blockType(type.schema.block), type.schema.version, meta);
  context.state.setCurrent(at, object, printProviderConfig(provider.address));
}
