/** Usage plans: how much the holders of their keys may ask, of which stages. */
import type {
  ApiStage,
  PatchOperation,
  Stage,
  ThrottleSettings,
  UsagePlan,
  UsagePlanKey,
} from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import { requireApiKey } from "./api-keys.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import {
  allOwn,
  badRequest,
  conflict,
  findOwn,
  findPart,
  newId,
  notFound,
  type Place,
  removeOwn,
  requireOwn,
  saveOwn,
} from "./store.ts";

type Plan = UsagePlan & { readonly id: string };

const requirePlan = (place: Place, id: string | undefined): Plan =>
  requireOwn(place, "usage-plan", id, `Invalid Usage Plan ID specified`);

export const createUsagePlan: Operation<ApiGateway, "CreateUsagePlan"> = (input, context) => {
  const id = newId();
  for (const stage of input.apiStages ?? []) checkStage(context, id, stage);
  return saveOwn(context, "usage-plan", [id], {
    ...input,
    id,
    apiStages: input.apiStages ?? [],
    tags: input.tags ?? {},
  });
};

function checkStage(place: Place, plan: string, { apiId, stage }: ApiStage): void {
  // Source: AWS's answer, as its users report it, without the values.
  if (!apiId || !stage) throw badRequest("Invalid API Stage {api: %s, stage: %s} specified for usageplan %s");
  if (!findPart<Stage>(place, apiId ?? "", "stage", stage ?? ""))
    throw notFound(`Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${plan}`);
}

export const getUsagePlan: Operation<ApiGateway, "GetUsagePlan"> = ({ usagePlanId }, context) =>
  requirePlan(context, usagePlanId);

export const getUsagePlans: Operation<ApiGateway, "GetUsagePlans"> = (input, context) => {
  const plans = allOwn<Plan>(context, "usage-plan");
  const { keyId } = input;
  return page(
    plans.filter((plan) => keyId === undefined || findOwn(context, "usage-plan-key", plan.id, keyId)),
    input,
  );
};

/** The names of the stages' paths are AWS's own; what stands for them is worked out apart. */
const STAGE_LIMITS = "/apiStages/<apidId:stageName>/throttle";

// Source: what AWS lists for `remove`, as its users report it.
const PATHS = paths({
  "/name": "text",
  "/description": "text",
  "/apiStages": "list",
  "/quota": ["text", "quota", "remove"],
  "/throttle": ["text", "throttle", "remove"],
  "/productCode": ["text", "productCode", "add replace remove"],
  [`${STAGE_LIMITS}/<resourcePath>/<httpMethod>`]: ["entry", "", "remove"],
  [STAGE_LIMITS]: ["entry", "", "replace remove"],
  "/quota/limit": ["number", "quota.limit", "add replace"],
  "/quota/offset": ["number", "quota.offset", "add replace"],
  "/quota/period": ["text", "quota.period", "add replace"],
  "/throttle/burstLimit": ["number", "throttle.burstLimit", "add replace"],
  "/throttle/rateLimit": ["number", "throttle.rateLimit", "add replace"],
  [`${STAGE_LIMITS}/<resourcePath>/<httpMethod>/burstLimit`]: ["number", "", "add replace"],
  [`${STAGE_LIMITS}/<resourcePath>/<httpMethod>/rateLimit`]: ["number", "", "add replace"],
});

export const updateUsagePlan: Operation<ApiGateway, "UpdateUsagePlan"> = (
  { usagePlanId, patchOperations },
  context,
) => {
  let plan = requirePlan(context, usagePlanId);
  for (const operation of patchOperations ?? []) {
    const apiStages = patchStages(context, plan, operation);
    plan = apiStages ? { ...plan, apiStages } : patched(plan, [operation], PATHS);
  }
  return saveOwn(context, "usage-plan", [plan.id], plan);
};

/** `/apiStages` takes `api:stage`; below it stand the stage, `throttle`, the method, and a limit. */
function patchStages(place: Place, plan: Plan, { op, path = "", value = "" }: PatchOperation): ApiStage[] | undefined {
  const stages = plan.apiStages ?? [];
  if (path === "/apiStages") {
    const [apiId = "", stage = ""] = value.split(":");
    if (!stage) throw badRequest("Invalid API Stage specified");
    const others = stages.filter((one) => one.apiId !== apiId || one.stage !== stage);
    if (op === "remove") return others;
    checkStage(place, plan.id, { apiId, stage });
    return [...others, { apiId, stage }];
  }
  const [, name, rest] = /^\/apiStages\/([^/]+)\/throttle(?:\/(.*))?$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  const found = stages.find((one) => `${one.apiId}:${one.stage}` === name);
  if (!found) throw badRequest("Invalid API Stage specified");
  const changed = { ...found, throttle: limitsAfter(found.throttle ?? {}, op, rest, value) };
  return stages.map((one) => (one === found ? changed : one));
}

type Limits = Readonly<Record<string, ThrottleSettings>>;

/** All limits of a stage at once as JSON, those of a method, or one of them. */
function limitsAfter(known: Limits, op: string | undefined, path: string | undefined, value: string): Limits {
  if (path === undefined) return op === "remove" ? {} : (JSON.parse(value || "{}") as Limits);
  const one = /^(.*)\/(burstLimit|rateLimit)$/.exec(path);
  const method = (one?.[1] ?? path).replaceAll("~1", "/");
  const { [method]: limits, ...others } = known;
  if (op === "remove") return others;
  if (!one) throw badRequest(`Invalid patch path  '/${path}' specified for op '${op}'.`);
  return { ...known, [method]: { ...limits, [one[2] as string]: Number(value) } };
}

export const deleteUsagePlan: Operation<ApiGateway, "DeleteUsagePlan"> = ({ usagePlanId }, context) => {
  const plan = requirePlan(context, usagePlanId);
  if ((plan.apiStages ?? []).length > 0)
    throw badRequest(
      // Source: AWS's answer, as its users report it.
      `Cannot delete Usage Plan ${plan.id} because there are API Stages associated with it, including ${(plan.apiStages ?? []).map(({ apiId, stage }) => `${apiId}:${stage}`).join(", ")}`,
    );
  removeOwn(context, "usage-plan", plan.id);
  removeOwn(context, "usage-plan-key", plan.id);
  return {};
};

export const createUsagePlanKey: Operation<ApiGateway, "CreateUsagePlanKey"> = (input, context) => {
  const plan = requirePlan(context, input.usagePlanId);
  const key = requireApiKey(context, input.keyId);
  if (findOwn(context, "usage-plan-key", plan.id, key.id))
    throw conflict(`Usage Plan ${plan.id} already has a usage plan key ${key.id}`);
  return saveOwn(context, "usage-plan-key", [plan.id, key.id], {
    id: key.id,
    type: input.keyType,
    value: key.value,
    name: key.name,
  });
};

export const getUsagePlanKey: Operation<ApiGateway, "GetUsagePlanKey"> = ({ usagePlanId, keyId }, context) => {
  const found = findOwn<UsagePlanKey>(context, "usage-plan-key", requirePlan(context, usagePlanId).id, keyId ?? "");
  if (!found) throw notFound(`Invalid Usage Plan Key identifier specified`);
  return found;
};

export const getUsagePlanKeys: Operation<ApiGateway, "GetUsagePlanKeys"> = ({ usagePlanId, ...request }, context) =>
  page(allOwn<UsagePlanKey>(context, "usage-plan-key", requirePlan(context, usagePlanId).id), request);

export const deleteUsagePlanKey: Operation<ApiGateway, "DeleteUsagePlanKey"> = ({ usagePlanId, keyId }, context) => {
  removeOwn(context, "usage-plan-key", requirePlan(context, usagePlanId).id, requireApiKey(context, keyId).id);
  return {};
};
