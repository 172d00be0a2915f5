/** API keys and usage plans: who may call, how often a second, how often a day, week or month. */
import type { ApiKey, QuotaSettings, UsagePlan } from "@aws-sdk/client-api-gateway";
import { headerOf } from "../../../endpoint/request-parts.ts";
import { takeToken } from "../../../endpoint/throttle.ts";
import { allOwn, findOwn } from "../store.ts";
import { countUse, usedSince } from "../usage.ts";
import type { RestCall } from "./call.ts";
import { mapIn } from "./context-variables.ts";
import { GatewayFault } from "./gateway-fault.ts";

export function checkApiKey(call: RestCall): void {
  if (!call.method.apiKeyRequired) return;
  const { place, snapshot, operation } = call;
  const value =
    snapshot.api.apiKeySource === "AUTHORIZER"
      ? (call.context["usageIdentifierKey"] as string | undefined)
      : headerOf(call.request, "x-api-key");
  const key = value === undefined ? undefined : allOwn<ApiKey>(place, "api-key").find((one) => one.value === value);
  const plan = key?.enabled ? planOf(call, key.id as string) : undefined;
  if (!key || !plan) throw new GatewayFault("INVALID_API_KEY");
  Object.assign(mapIn(call.context, "identity"), { apiKey: key.value, apiKeyId: key.id });
  throttle(call, plan, key.id as string);
  const [planId, keyId] = [plan.id as string, key.id as string];
  if (plan.quota?.limit !== undefined) {
    const since = periodStart(operation.clock.now(), plan.quota);
    if (usedSince(place, planId, keyId, since) >= plan.quota.limit) throw new GatewayFault("QUOTA_EXCEEDED");
  }
  countUse(place, planId, keyId, operation.clock.now());
}

function planOf({ place, snapshot, stage }: RestCall, keyId: string): UsagePlan | undefined {
  return allOwn<UsagePlan>(place, "usage-plan").find(
    (plan) =>
      findOwn(place, "usage-plan-key", plan.id as string, keyId) &&
      plan.apiStages?.some((one) => one.apiId === snapshot.api.id && one.stage === stage.stageName),
  );
}

/** A method's own limit in the plan goes before the plan's. */
function throttle(call: RestCall, plan: UsagePlan, keyId: string): void {
  const { node, request, snapshot, stage, operation } = call;
  const method = `${node.path}/${request.method}`;
  const own = plan.apiStages?.find((one) => one.apiId === snapshot.api.id && one.stage === stage.stageName)?.throttle;
  const limit = own?.[method] ?? plan.throttle;
  if (limit?.rateLimit === undefined && limit?.burstLimit === undefined) return;
  const { rateLimit: rate = limit.burstLimit ?? 0, burstLimit: burst = Math.ceil(limit.rateLimit ?? 0) } = limit;
  const bucket = ["usage-plan", plan.id, keyId, own?.[method] ? method : ""].join("/");
  if (!takeToken(operation.cloud, bucket, { rate, burst })) throw new GatewayFault("THROTTLED");
}

const DAY = 86_400_000;

/** Days, weeks (from Sunday) and months begin in UTC; the offset moves the beginning by days. */
function periodStart(now: number, { period = "DAY", offset = 0 }: QuotaSettings): number {
  const today = Math.floor(now / DAY) * DAY;
  const date = new Date(today);
  if (period === "WEEK") return today - ((date.getUTCDay() - offset + 7) % 7) * DAY;
  if (period === "MONTH") {
    const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1 + offset);
    return start <= today ? start : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1 + offset);
  }
  return today;
}
