/** Activities: work that somebody outside polls for. */
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidArn } from "./fault.ts";

export interface ActivityRecord {
  readonly arn: string;
  readonly name: string;
  readonly created: Date;
}

export const activityKey = ({ account, region }: OperationContext, name: string): Key => [
  "sfn",
  account,
  region,
  "activity",
  name,
];

export function requireActivity(context: OperationContext, arn: string | undefined): ActivityRecord {
  const match = /^arn:[^:]+:states:[^:]+:\d{12}:activity:([^:]+)$/.exec(arn ?? "");
  if (!match) throw invalidArn(arn);
  const activity = context.store.get<ActivityRecord>(activityKey(context, match[1] ?? ""));
  if (!activity) throw new ServiceException("ActivityDoesNotExist", `Activity Does Not Exist: '${arn}'`);
  return activity;
}
