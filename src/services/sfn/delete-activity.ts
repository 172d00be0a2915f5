import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { activityKey } from "./activities.ts";
import { invalidArn } from "./fault.ts";
import { removeTags } from "./tags.ts";

export const deleteActivity: Operation<typeof Sfn, "DeleteActivity"> = ({ activityArn }, context) => {
  const match = /^arn:[^:]+:states:[^:]+:\d{12}:activity:([^:]+)$/.exec(activityArn ?? "");
  if (!match) throw invalidArn(activityArn);
  context.store.delete(activityKey(context, match[1] ?? ""));
  removeTags(context, activityArn ?? "");
  return {};
};
