/**
 * Plans one instance of a managed resource: configuration and prior state go to the provider, and what comes back
 * decides whether the object is created, updated in place, replaced or left alone.
 */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../addresses/provider.ts";
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import type { Resource } from "../config/module.ts";
import { valuesEqual } from "../lang/equals.ts";
import { unmarkDeepWithPaths, withoutDeepMarks } from "../lang/marks.ts";
import { nullValue, type Value, type ValuePath } from "../lang/value.ts";
import type { PlanResult, ResourceType } from "../provider.ts";
import type { ConfiguredProvider } from "./configured-providers.ts";
import { applyIgnoreChanges } from "./ignore-changes.ts";
import type { ActionReason } from "./plan-json.ts";
import { assertPlanValid, describeProblems } from "./plan-validity.ts";
import { sameSensitivity, withMarks } from "./plan-values.ts";
import type { PlannedAction } from "./planned-change.ts";
import { proposedNew } from "./proposed-new.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";
import { requiredReplaces } from "./required-replace.ts";
import { blockType } from "./schema-type.ts";

export interface PriorObject {
  /** Null where there is none. */
  readonly value: Value;
  readonly private: Uint8Array | undefined;
  readonly tainted: boolean;
}

export interface ManagedPlanRequest {
  readonly address: ResourceInstanceAddress;
  readonly resource: Resource;
  readonly type: ResourceType;
  readonly provider: ConfiguredProvider;
  readonly prior: PriorObject;
  /** The evaluated body, with its marks. */
  readonly config: Value;
  readonly createBeforeDestroy: boolean;
  /** Set when the object is only created or updated from here on, whatever the provider says about replacing it. */
  readonly ignoreReplacement?: boolean;
  /** Set when something else than the provider wants a replacement. */
  readonly forced?: Extract<ActionReason, "replace_by_request" | "replace_by_triggers"> | undefined;
}

export interface ManagedPlan {
  readonly action: PlannedAction;
  readonly reason?: ActionReason;
  readonly before: Value;
  readonly after: Value;
  readonly requiredReplace: readonly ValuePath[];
  readonly private: Uint8Array | undefined;
  /** The provider is on the older SDK, which is held to laxer rules. */
  readonly legacy: boolean;
}

export async function planManaged(
  request: ManagedPlanRequest,
  report: (diagnostics: readonly Diagnostic[]) => boolean,
): Promise<ManagedPlan | undefined> {
  const { resource, type, provider, prior } = request;
  const schema = type.schema.block;
  const address = printResourceInstance(request.address);
  const located = (found: PlanResult["diagnostics"]): boolean =>
    report(locateDiagnostics(found, resource.body, address));
  const empty = nullValue(blockType(schema));
  const tainted = prior.tainted && !prior.value.isNull;
  const priorValue = tainted ? empty : prior.value;

  if (!located(await type.validate(withoutDeepMarks(request.config), provider.instance))) return undefined;
  const config = applyIgnoreChanges(resource, schema, priorValue, request.config);
  const { value: plainConfig, marks: configMarks } = unmarkDeepWithPaths(config);
  const plainPrior = withoutDeepMarks(priorValue);
  const ask = async (from: Value, wanted: Value, keep: Uint8Array | undefined): Promise<PlanResult | undefined> => {
    const proposed = proposedNew(schema, from, wanted);
    const result = await type.plan({ prior: from, proposed, config: wanted, priorPrivate: keep }, provider.instance);
    return located(result.diagnostics) ? result : undefined;
  };
  const first = await ask(plainPrior, plainConfig, tainted ? undefined : prior.private);
  if (!first) return undefined;
  const problems = assertPlanValid(schema, plainPrior, plainConfig, first.planned);
  if (problems.length > 0 && !first.legacyTypeSystem) {
    report([invalidPlan(provider, address, problems)]);
    return undefined;
  }
  let planned = first;
  let plannedValue = first.legacyTypeSystem
    ? applyIgnoreChanges(resource, schema, plainPrior, first.planned)
    : first.planned;
  const requiredReplace = requiredReplaces(plainPrior, plannedValue, first.requiresReplace);
  let { action, reason } = decide(plainPrior, plannedValue, request.ignoreReplacement ? [] : requiredReplace, request);
  if (action === "delete-create" || action === "create-delete") {
    const second = await ask(empty, withoutDeepMarks(request.config), first.private);
    if (!second) return undefined;
    planned = second;
    plannedValue = second.planned;
  }
  const after = withMarks(plannedValue, configMarks, schema);
  let before = priorValue.isNull ? priorValue : withMarks(priorValue, [], schema);
  if (action === "create" && tainted) {
    action = request.createBeforeDestroy ? "create-delete" : "delete-create";
    reason = "replace_because_tainted";
    before = withMarks(prior.value, [], schema);
  }
  // A mark alone is worth an update: the state has to record it.
  if (action === "no-op" && !sameSensitivity(before, after)) action = "update";
  return {
    action,
    ...(reason ? { reason } : {}),
    before,
    after,
    requiredReplace: action === "delete-create" || action === "create-delete" ? requiredReplace : [],
    private: planned.private,
    legacy: planned.legacyTypeSystem === true,
  };
}

function decide(
  prior: Value,
  planned: Value,
  requiredReplace: readonly ValuePath[],
  { forced, createBeforeDestroy }: ManagedPlanRequest,
): { action: PlannedAction; reason?: ActionReason } {
  if (prior.isNull) return { action: "create" };
  const replace = createBeforeDestroy ? "create-delete" : "delete-create";
  if (forced) return { action: replace, reason: forced };
  if (valuesEqual(prior, planned)) return { action: "no-op" };
  if (requiredReplace.length > 0) return { action: replace, reason: "replace_because_cannot_update" };
  return { action: "update" };
}

const invalidPlan = (provider: ConfiguredProvider, address: string, problems: readonly string[]): Diagnostic => ({
  severity: "error",
  summary: "Provider produced invalid plan",
  detail: `Provider ${JSON.stringify(printProviderSource(provider.address.provider))} planned an invalid value for ${address}${describeProblems(problems)}\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.`,
});
