import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import type { ActivityRecord } from "./activities.ts";
import { activityKey } from "./activities.ts";
import { checkName } from "./fault.ts";
import { statesArn } from "./machines.ts";
import { addTags } from "./tags.ts";

export const createActivity: Operation<typeof Sfn, "CreateActivity"> = ({ name = "", tags }, context) => {
  checkName(name);
  const existing = context.store.get<ActivityRecord>(activityKey(context, name));
  if (existing) return { activityArn: existing.arn, creationDate: existing.created };
  const activity: ActivityRecord = {
    arn: statesArn(context, `activity:${name}`),
    name,
    created: new Date(context.clock.now()),
  };
  context.store.put(activityKey(context, name), activity);
  addTags(context, activity.arn, tags);
  return { activityArn: activity.arn, creationDate: activity.created };
};
