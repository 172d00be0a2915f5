import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireActivity } from "./activities.ts";
import { pollTask } from "./tasks/activity.ts";

// How long a poll stays open, as AWS documents it.
const POLL = 60_000;

export const getActivityTask: Operation<typeof Sfn, "GetActivityTask"> = async (
  { activityArn, workerName },
  context,
) => {
  const { arn } = requireActivity(context, activityArn);
  const task = await pollTask(context, arn, POLL);
  if (!task) return {};
  task.taken(workerName);
  return { taskToken: task.token, input: task.input };
};
