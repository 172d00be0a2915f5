/** Objects of the state that the configuration has no place for: they are destroyed, or forgotten where it says so. */
import type { ProviderConfigAddress } from "../addresses/provider.ts";
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { withoutDeepMarks } from "../lang/marks.ts";
import { nullValue } from "../lang/value.ts";
import type { StoredObject } from "../state/stored-object.ts";
import { objectId } from "./events.ts";
import type { PlanContext } from "./plan-context.ts";
import { preventDestroy, refreshInstance, remark } from "./plan-instance.ts";
import type { ActionReason } from "./plan-json.ts";
import { withMarks } from "./plan-values.ts";
import { parseProviderConfig } from "./provider-config-text.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";
import { readObject } from "./read-object.ts";
import type { ResourceNode } from "./resource-node.ts";
import { blockType } from "./schema-type.ts";

/** The provider that has to deal with the object, as the state names it. */
async function providerFor(context: PlanContext, text: string, node: ResourceNode | undefined) {
  const address: ProviderConfigAddress | undefined = node?.provider.address ?? parseProviderConfig(text);
  return address && (await context.orphanProvider(address));
}

export async function planOrphan(
  context: PlanContext,
  node: ResourceNode | undefined,
  at: ResourceInstanceAddress,
  providerText: string,
  reason: ActionReason,
): Promise<boolean> {
  if (at.resource.mode === "data") {
    if (context.mode !== "refresh-only") context.state.setCurrent(at, undefined, providerText);
    return true;
  }
  const provider = await providerFor(context, providerText, node);
  const type = provider?.type.resources.get(at.resource.type);
  const name = printResourceInstance(at);
  if (!provider || !type) {
    return context.diagnostics.report([
      {
        severity: "error",
        summary: `no schema available for ${name} while reading state; this is a bug in Terraform and should be reported`,
        detail: "",
      },
    ]);
  }
  const forget = context.forgotten(at);
  const quiet = forget && context.mode !== "refresh-only" ? { ...context, refresh: false } : context;
  const refreshed = await refreshInstance(quiet, node, provider, type, at, "orphan");
  if (!refreshed) return false;
  if (context.mode === "refresh-only" || refreshed.value.isNull) return true;
  context.changes.add({
    address: at,
    previousAddress: context.moves.previous(at),
    provider: provider.address,
    action: forget ? "forget" : "delete",
    reason,
    before: withMarks(refreshed.value, [], type.schema.block),
    after: nullValue(blockType(type.schema.block)),
    requiredReplace: [],
    private: refreshed.object?.private,
  });
  if (node) {
    context.changing.add(node.name);
    if (node.resource.preventDestroy) {
      context.diagnostics.report([preventDestroy(node, name)]);
      return false;
    }
  }
  return true;
}

/** What an interrupted replacement has left behind. */
export async function planDeposed(
  context: PlanContext,
  at: ResourceInstanceAddress,
  deposed: string,
  providerText: string,
): Promise<boolean> {
  const provider = await providerFor(context, providerText, undefined);
  const type = provider?.type.resources.get(at.resource.type);
  const object: StoredObject | undefined = context.state.instance(at)?.deposed.get(deposed);
  if (!provider || !type || !object) return true;
  const read = await readObject(at, object, type, provider.instance, provider.address.provider.type);
  if (!context.diagnostics.report(read.diagnostics) || !read.value) return false;
  let before = read.value;
  if (context.refresh) {
    const told = { address: at, deposed, id: objectId(before) };
    context.events.emit({ kind: "refresh-start", ...told });
    const request = { state: withoutDeepMarks(before), private: object.private };
    const result = await context.limit.run(() => type.read(request, provider.instance));
    const name = printResourceInstance(at);
    if (!context.diagnostics.report(locateDiagnostics(result.diagnostics, undefined, name))) return false;
    context.events.emit({ kind: "refresh-complete", ...told });
    if (result.state.isNull) {
      context.state.setDeposed(at, deposed, undefined, providerText);
      return true;
    }
    before = remark(result.state, before);
  }
  if (context.mode === "refresh-only") return true;
  context.changes.add({
    address: at,
    previousAddress: at,
    deposed,
    provider: provider.address,
    action: "delete",
    before: withMarks(before, [], type.schema.block),
    after: nullValue(blockType(type.schema.block)),
    requiredReplace: [],
    private: object.private,
  });
  return true;
}
