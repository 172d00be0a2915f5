/** How often the keys of usage plans were used, day by day. */
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { patched, paths } from "./patch.ts";
import { allOwn, findOwn, notFound, type Place, requireOwn, saveOwn } from "./store.ts";

interface DayOfUse {
  readonly keyId: string;
  /** 2026-01-31 */
  readonly day: string;
  readonly used: number;
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

export function countUse(place: Place, planId: string, keyId: string, now: number): void {
  const day = dayOf(now);
  const used = findOwn<DayOfUse>(place, "usage", planId, keyId, day)?.used ?? 0;
  saveOwn<DayOfUse>(place, "usage", [planId, keyId, day], { keyId, day, used: used + 1 });
}

export function usedSince(place: Place, planId: string, keyId: string, start: number): number {
  const from = dayOf(start);
  return allOwn<DayOfUse>(place, "usage", planId, keyId)
    .filter(({ day }) => day >= from)
    .reduce((sum, { used }) => sum + used, 0);
}

/** For each key a pair of used and remaining for each day asked for. */
export const getUsage: Operation<ApiGateway, "GetUsage"> = ({ usagePlanId, keyId, startDate, endDate }, context) => {
  const plan = requireOwn<{ readonly id: string; readonly quota?: { readonly limit?: number } }>(
    context,
    "usage-plan",
    usagePlanId,
    "Invalid Usage Plan ID specified",
  );
  if (keyId !== undefined && !findOwn(context, "usage-plan-key", plan.id, keyId))
    throw notFound("Invalid API Key identifier specified");
  const records = allOwn<DayOfUse>(context, "usage", plan.id).filter(
    (one) => keyId === undefined || one.keyId === keyId,
  );
  const days = daysBetween(startDate ?? "", endDate ?? "");
  const items: Record<string, number[][]> = {};
  for (const id of new Set(records.map((one) => one.keyId))) {
    let remaining = plan.quota?.limit ?? 0;
    items[id] = days.map((day) => {
      const used = records.find((one) => one.keyId === id && one.day === day)?.used ?? 0;
      remaining = Math.max(0, remaining - used);
      return [used, remaining];
    });
  }
  return { usagePlanId: plan.id, startDate, endDate, items };
};

function daysBetween(start: string, end: string): string[] {
  const days: string[] = [];
  for (let time = Date.parse(start); time <= Date.parse(end) && days.length < 400; time += 86_400_000)
    days.push(dayOf(time));
  return days;
}

/** `/remaining` grants the key that many more requests of its quota today. */
export const updateUsage: Operation<ApiGateway, "UpdateUsage"> = ({ usagePlanId, keyId, patchOperations }, context) => {
  const plan = requireOwn<{ readonly id: string; readonly quota?: { readonly limit?: number } }>(
    context,
    "usage-plan",
    usagePlanId,
    "Invalid Usage Plan ID specified",
  );
  if (!findOwn(context, "usage-plan-key", plan.id, keyId ?? "")) throw notFound("Invalid API Key identifier specified");
  const { remaining } = patched({}, patchOperations, paths({ "/remaining": "number" })) as { remaining?: number };
  const day = dayOf(context.clock.now());
  const limit = plan.quota?.limit ?? 0;
  if (remaining !== undefined)
    saveOwn<DayOfUse>(context, "usage", [plan.id, keyId as string, day], {
      keyId: keyId as string,
      day,
      used: limit - remaining,
    });
  return {
    usagePlanId: plan.id,
    startDate: day,
    endDate: day,
    items: { [keyId as string]: [[0, remaining ?? limit]] },
  };
};
