/** Tags of machines and activities, by ARN. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { activityKey } from "./activities.ts";
import { resourceNotFound } from "./fault.ts";
import { machineKey } from "./machines.ts";

const tagsKey = ({ account, region }: OperationContext, arn: string): Key => ["sfn", account, region, "tags", arn];

export function tagsOf(context: OperationContext, arn: string): Sfn.Tag[] {
  return [...(context.store.get<readonly Sfn.Tag[]>(tagsKey(context, arn)) ?? [])];
}

export function addTags(context: OperationContext, arn: string, added: readonly Sfn.Tag[] | undefined): void {
  if (!added?.length) return;
  const values = new Map(tagsOf(context, arn).map(({ key, value }) => [key, value]));
  for (const { key, value } of added) values.set(key, value);
  if (values.size > 50) {
    throw new ServiceException("TooManyTags", "Too many tags have been added to the resource.", { resourceName: arn });
  }
  context.store.put(
    tagsKey(context, arn),
    [...values].map(([key, value]) => ({ key, value })),
  );
}

export function removeTags(context: OperationContext, arn: string, keys?: readonly string[]): void {
  const kept = keys === undefined ? [] : tagsOf(context, arn).filter(({ key = "" }) => !keys.includes(key));
  context.store.put(tagsKey(context, arn), kept);
}

/** Machines (not their versions) and activities have tags. */
export function requireTagged(context: OperationContext, arn: string | undefined): string {
  const [, , , , , kind, name = "", ...rest] = (arn ?? "").split(":");
  const { store } = context;
  if (kind === "activity" && store.has(activityKey(context, name))) return arn ?? "";
  if (kind === "stateMachine" && rest.length === 0 && store.has(machineKey(context, name))) return arn ?? "";
  throw resourceNotFound(arn);
}
