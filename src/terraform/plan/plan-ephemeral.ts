/** One instance of an ephemeral resource: opened for as long as the walk needs it, and never stored. */
import { errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { EPHEMERAL, withoutDeepMarks } from "../lang/marks.ts";
import { unknownValue } from "../lang/value.ts";
import { checkConditions } from "./conditions.ts";
import { EphemeralRenewal } from "./ephemeral-renewal.ts";
import { ModuleScope } from "./module-scope.ts";
import { withComputedUnknown, withMarks } from "./plan-values.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";
import type { InstanceData } from "./repetition.ts";
import type { ResourceNode } from "./resource-node.ts";
import type { Run } from "./run.ts";
import { attributeType } from "./schema-type.ts";

export async function planEphemeralInstance(
  run: Run & { readonly ephemerals: OpenEphemerals },
  node: ResourceNode,
  at: ResourceInstanceAddress,
  data: InstanceData,
): Promise<boolean> {
  const { resource } = node;
  const provider = run.providers.get(node.provider.address);
  const type = provider?.type.ephemeralResources.get(resource.type);
  if (!provider || !type) {
    const detail = `The provider ${resource.provider.namespace}/${resource.provider.type} does not support ephemeral resource ${JSON.stringify(resource.type)}.`;
    return run.diagnostics.report([errorAt(resource.typeRange, "Invalid ephemeral resource", detail)]);
  }
  const name = printResourceInstance(at);
  const schema = type.schema.block;
  const scope = new ModuleScope(run.environment, at.module, data);
  if (!checkConditions(run, node, at, "precondition", scope)) return false;
  const evaluated = decodeBlock(resource.body, schema, scope);
  if (!run.diagnostics.report(evaluated.diagnostics) || hasErrors(evaluated.diagnostics)) return false;
  const config = withoutDeepMarks(evaluated.value);
  const validated = locateDiagnostics(await type.validate(config, provider.instance), resource.body, name);
  if (!run.diagnostics.report(validated)) return false;
  if (!isWhollyKnown(config)) {
    const planned = withComputedUnknown(schema, config, (attribute) => unknownValue(attributeType(attribute)));
    run.evaluation.setObject(at, planned.withMarks([EPHEMERAL]));
    return true;
  }
  const started = Date.now();
  run.events.emit({ kind: "ephemeral-start", address: at, operation: "open", elapsed: 0 });
  const opened = await run.limit.run(() => type.open(config, provider.instance));
  const elapsed = Date.now() - started;
  if (!run.diagnostics.report(locateDiagnostics(opened.diagnostics, resource.body, name))) {
    run.events.emit({ kind: "ephemeral-errored", address: at, operation: "open", elapsed });
    return false;
  }
  run.events.emit({ kind: "ephemeral-complete", address: at, operation: "open", elapsed });
  const value = withMarks(opened.result, [], schema).withMarks([EPHEMERAL]);
  run.evaluation.setObject(at, value);
  const renewal = new EphemeralRenewal(opened, async (private_) => {
    const begun = Date.now();
    run.events.emit({ kind: "ephemeral-start", address: at, operation: "renew", elapsed: 0 });
    const renewed = (await type.renew?.(private_, provider.instance)) ?? { diagnostics: [] };
    const kind = hasErrors(renewed.diagnostics) ? "ephemeral-errored" : "ephemeral-complete";
    run.events.emit({ kind, address: at, operation: "renew", elapsed: Date.now() - begun });
    return renewed;
  });
  run.ephemerals.push({
    address: at,
    close: async () => {
      const found = [...(await renewal.stop()), ...((await type.close?.(opened.private, provider.instance)) ?? [])];
      return run.diagnostics.report(locateDiagnostics(found, resource.body, name));
    },
  });
  return checkConditions(run, node, at, "postcondition", new ModuleScope(run.environment, at.module, data, value));
}

export type OpenEphemerals = { readonly address: ResourceInstanceAddress; readonly close: () => Promise<boolean> }[];

/** Closes everything that was opened, once nothing needs it any more. */
export async function closeEphemerals(run: Run & { readonly ephemerals: OpenEphemerals }): Promise<void> {
  for (const { address, close } of run.ephemerals.splice(0).reverse()) {
    const started = Date.now();
    run.events.emit({ kind: "ephemeral-start", address, operation: "close", elapsed: 0 });
    const ok = await close();
    const kind = ok ? "ephemeral-complete" : "ephemeral-errored";
    run.events.emit({ kind, address, operation: "close", elapsed: Date.now() - started });
  }
}
