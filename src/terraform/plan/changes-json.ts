/** The changes of a plan in the form of `show -json`. */

import { printModuleInstance } from "../addresses/module.ts";
import { printProviderSource } from "../addresses/provider.ts";
import { compareResourceInstances, printResourceInstance } from "../addresses/resource.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { compareUtf8 } from "../lang/type.ts";
import { type PathStep, Value, type ValuePath } from "../lang/value.ts";
import type { Json } from "../state/json.ts";
import type { Plan } from "./plan.ts";
import { type Drift, isChanged } from "./plan-context.ts";
import type { ActionName, ChangeJson, RenderedPlan, ResourceChangeJson } from "./plan-json.ts";
import type { OutputChange, PlannedAction, PlannedChange } from "./planned-change.ts";
import { plainJson, sensitiveJson, unknownJson } from "./value-json.ts";

const EMPTY: Json = new Map();

const ACTIONS: Readonly<Record<PlannedAction, readonly ActionName[]>> = {
  "no-op": ["no-op"],
  create: ["create"],
  read: ["read"],
  update: ["update"],
  delete: ["delete"],
  "delete-create": ["delete", "create"],
  "create-delete": ["create", "delete"],
  forget: ["forget"],
  "create-forget": ["create", "forget"],
};

/** In the order of addresses; deposed objects follow the current one. */
export const sortedChanges = (changes: Iterable<PlannedChange>): readonly PlannedChange[] =>
  [...changes].sort(
    (a, b) => compareResourceInstances(a.address, b.address) || compareUtf8(a.deposed ?? "", b.deposed ?? ""),
  );

export function resourceChangeJson(change: PlannedChange): ResourceChangeJson {
  const { address, previousAddress, deposed } = change;
  const { module, resource, key } = address;
  const printed = printResourceInstance(address);
  const previous = printResourceInstance(previousAddress);
  return {
    address: printed,
    ...(previous === printed ? {} : { previous_address: previous }),
    ...(module.length > 0 ? { module_address: printModuleInstance(module) } : {}),
    mode: resource.mode as "managed" | "data",
    type: resource.type,
    name: resource.name,
    ...(key === undefined ? {} : { index: key }),
    provider_name: printProviderSource(change.provider.provider),
    ...(deposed === undefined ? {} : { deposed }),
    change: changeJson(change),
    ...(change.reason ? { action_reason: change.reason } : {}),
  };
}

function changeJson(change: PlannedChange): ChangeJson {
  const { before, after, requiredReplace, importing, generatedConfig } = change;
  const afterJson = plainJson(after);
  return {
    actions: ACTIONS[change.action],
    before: plainJson(before) ?? null,
    ...(afterJson === undefined ? {} : { after: afterJson }),
    after_unknown: isWhollyKnown(after) ? EMPTY : unknownJson(after),
    before_sensitive: sensitiveJson(before),
    after_sensitive: sensitiveJson(after),
    ...(requiredReplace.length > 0 ? { replace_paths: requiredReplace.map(pathJson) } : {}),
    ...(importing ? { importing } : {}),
    ...(generatedConfig === undefined ? {} : { generated_config: generatedConfig }),
  };
}

const pathJson = (path: ValuePath): Json =>
  path.map((step: PathStep): Json => {
    if (step.kind === "attribute") return step.name;
    return step.key instanceof Value ? (plainJson(step.key) ?? null) : step.key;
  });

export function outputChangeJson({ action, before, after, sensitive }: OutputChange): ChangeJson {
  const afterJson = plainJson(after);
  return {
    actions: [action],
    before: plainJson(before) ?? null,
    ...(afterJson === undefined ? {} : { after: afterJson }),
    after_unknown: isWhollyKnown(after) ? false : unknownJson(after),
    before_sensitive: sensitive,
    after_sensitive: sensitive,
  };
}

export const driftAction = (drift: Drift): "delete" | "no-op" | "update" =>
  drift.after.isNull ? "delete" : isChanged(drift) ? "update" : "no-op";

const driftJson = (drift: Drift): ResourceChangeJson => {
  const { address, previousAddress, provider, before, after } = drift;
  return resourceChangeJson({
    address,
    previousAddress: previousAddress ?? address,
    provider,
    action: driftAction(drift),
    before,
    after,
    requiredReplace: [],
  });
};

export function renderedPlan(plan: Plan, changes: Iterable<PlannedChange> = plan.changes): RenderedPlan {
  return {
    resource_changes: sortedChanges(changes).map(resourceChangeJson),
    // Texts of plans without changes do not ask for it.
    get resource_drift() {
      return driftChanges(plan);
    },
    output_changes: outputChanges(plan),
    relevant_attributes: plan.relevantAttributes,
    mode: plan.mode,
    errored: plan.errored,
    applyable: plan.applyable,
  };
}

/** Without the changes that the text of a plan does not speak of: most objects of a large configuration stay as they are. */
export const shownPlan = (plan: Plan): RenderedPlan => renderedPlan(plan, [...plan.changes].filter(isShown));

const isShown = ({ action, importing, address, previousAddress }: PlannedChange): boolean =>
  action !== "no-op" ||
  importing !== undefined ||
  printResourceInstance(previousAddress) !== printResourceInstance(address);

export const sortedDrift = (plan: Plan): readonly Drift[] =>
  [...plan.drift].sort((a, b) => compareResourceInstances(a.address, b.address));

export const driftChanges = (plan: Plan): readonly ResourceChangeJson[] => sortedDrift(plan).map(driftJson);

export const outputChanges = (plan: Plan): Readonly<Record<string, ChangeJson>> =>
  Object.fromEntries(
    [...plan.changes.outputs.values()]
      .sort((a, b) => compareUtf8(a.name, b.name))
      .map((change) => [change.name, outputChangeJson(change)]),
  );
