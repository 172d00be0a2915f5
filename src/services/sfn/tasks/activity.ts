/** A Task whose Resource is an activity: it waits for a worker to take it, then for the worker's report. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { requireActivity } from "../activities.ts";
import { dataDetails } from "../language/history.ts";
import type { Execution, TaskRequest } from "../language/interpreter.ts";
import type { Json } from "../language/json.ts";
import { taskFailure } from "./task-failure.ts";
import { withTimeout } from "./time-limit.ts";
import { awaitToken } from "./tokens.ts";

interface ActivityTask {
  readonly token: string;
  readonly input: string;
  readonly taken: (workerName: string | undefined) => void;
}

const tasks = new Map<string, ActivityTask[]>();
const pollers = new Map<string, ((task: ActivityTask | undefined) => void)[]>();

export async function runActivity(
  context: OperationContext,
  request: TaskRequest,
  execution: Execution,
): Promise<Json> {
  const { history } = execution;
  const { cursor, resource, parameters, timeoutSeconds, heartbeatSeconds } = request;
  requireActivity(context, resource);
  const input = JSON.stringify(parameters);
  cursor.previous = history.add("ActivityScheduled", cursor.previous, {
    activityScheduledEventDetails: {
      resource,
      input,
      inputDetails: dataDetails,
      ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
      ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
    },
  });
  const report = awaitToken(request.taskToken, execution, heartbeatSeconds);
  const task: ActivityTask = {
    token: request.taskToken,
    input,
    taken: (workerName) => {
      cursor.previous = history.add("ActivityStarted", cursor.previous, {
        activityStartedEventDetails: workerName === undefined ? {} : { workerName },
      });
    },
  };
  offer(resource, task);
  try {
    const output = await withTimeout(execution, timeoutSeconds, () => report);
    cursor.previous = history.add("ActivitySucceeded", cursor.previous, {
      activitySucceededEventDetails: { output: JSON.stringify(output), outputDetails: dataDetails },
    });
    return output;
  } catch (thrown) {
    withdraw(resource, task);
    const failure = taskFailure(thrown, "states");
    const members = {
      ...(failure.error === undefined ? {} : { error: failure.error }),
      ...(failure.failureCause === undefined ? {} : { cause: failure.failureCause }),
    };
    cursor.previous = failure.error?.endsWith("Timeout")
      ? history.add("ActivityTimedOut", cursor.previous, { activityTimedOutEventDetails: members })
      : history.add("ActivityFailed", cursor.previous, { activityFailedEventDetails: members });
    throw failure;
  }
}

function offer(arn: string, task: ActivityTask): void {
  const poller = pollers.get(arn)?.shift();
  if (poller) poller(task);
  else tasks.set(arn, [...(tasks.get(arn) ?? []), task]);
}

function withdraw(arn: string, task: ActivityTask): void {
  tasks.set(
    arn,
    (tasks.get(arn) ?? []).filter((one) => one !== task),
  );
}

/** The next task of an activity; undefined when none comes in time. */
export async function pollTask(
  context: OperationContext,
  arn: string,
  milliseconds: number,
): Promise<ActivityTask | undefined> {
  const ready = tasks.get(arn)?.shift();
  if (ready) return ready;
  return new Promise((resolve) => {
    const list = pollers.get(arn) ?? [];
    pollers.set(arn, list);
    const settle = (task: ActivityTask | undefined) => {
      cancel();
      const at = list.indexOf(settle);
      if (at !== -1) list.splice(at, 1);
      resolve(task);
    };
    const cancel = context.clock.at(context.clock.now() + milliseconds, () => settle(undefined));
    context.signal.addEventListener("abort", () => settle(undefined), { once: true });
    list.push(settle);
  });
}
