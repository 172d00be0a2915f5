/** Reads a data source that could not be read while planning. */
import { printProviderConfig } from "../addresses/provider.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import { checkConditions } from "../plan/conditions.ts";
import { ModuleScope } from "../plan/module-scope.ts";
import type { PlannedChange } from "../plan/planned-change.ts";
import { readDataSource } from "../plan/read-data.ts";
import { instanceData, SINGLE } from "../plan/repetition.ts";
import type { ResourceNode } from "../plan/resource-node.ts";
import { EXECUTION_HALTED } from "../plan/run.ts";
import { blockType } from "../plan/schema-type.ts";
import { StoredObject } from "../state/stored-object.ts";
import type { ApplyContext } from "./apply-context.ts";

export async function applyData(context: ApplyContext, node: ResourceNode, change: PlannedChange): Promise<boolean> {
  const { address } = change;
  const provider = context.providers.get(node.provider.address);
  const type = provider?.type.dataSources.get(node.resource.type);
  if (!provider || !type) return false;
  const data = instanceData(context.evaluation.repetitionOf(address) ?? SINGLE, address.key);
  const scope = new ModuleScope(context.environment, address.module, data);
  if (!checkConditions(context, node, address, "precondition", scope)) return false;
  const config = decodeBlock(node.resource.body, type.schema.block, scope);
  if (!context.diagnostics.report(config.diagnostics)) return false;
  if (context.interrupted.aborted) return context.diagnostics.report([EXECUTION_HALTED]);
  const value = await readDataSource(context, node, provider, type, address, config.value);
  const object = value ?? (node.resource.check === undefined ? undefined : config.value);
  if (!object) return false;
  const meta = { status: "ready" as const, dependencies: [], createBeforeDestroy: false };
  const stored = StoredObject.fromValue(object, blockType(type.schema.block), type.schema.version, meta);
  context.state.setCurrent(address, stored, printProviderConfig(node.provider.address));
  context.stateChanged();
  if (!value) return true;
  context.evaluation.setObject(address, value);
  return checkConditions(
    context,
    node,
    address,
    "postcondition",
    new ModuleScope(context.environment, address.module, data, value),
  );
}
