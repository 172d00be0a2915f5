/** Service integrations: the task's events around one call, and what is waited for after it. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { dataDetails } from "../language/history.ts";
import type { Execution, TaskRequest } from "../language/interpreter.ts";
import type { Json } from "../language/json.ts";
import { awaitExecution } from "./await-execution.ts";
import { callIntegration } from "./call-integration.ts";
import { taskFailure } from "./task-failure.ts";
import { withTimeout } from "./time-limit.ts";
import { awaitToken } from "./tokens.ts";

export interface IntegrationRequest extends TaskRequest {
  /** `lambda`, `dynamodb`, `states`, `aws-sdk:…` */
  readonly resourceType: string;
  readonly action: string;
  readonly pattern: string | undefined;
}

export async function runIntegration(
  context: OperationContext,
  request: IntegrationRequest,
  execution: Execution,
): Promise<Json> {
  const { history } = execution;
  const { cursor, resourceType, action, pattern, parameters, timeoutSeconds, heartbeatSeconds } = request;
  const resource = action + (pattern ?? "");
  const names = { resourceType, resource };
  cursor.previous = history.add("TaskScheduled", cursor.previous, {
    taskScheduledEventDetails: {
      ...names,
      region: context.region,
      parameters: JSON.stringify(parameters),
      ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
      ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
    },
  });
  cursor.previous = history.add("TaskStarted", cursor.previous, { taskStartedEventDetails: names });
  try {
    const result = await withTimeout(execution, timeoutSeconds, async () => {
      const token =
        pattern === ".waitForTaskToken" ? awaitToken(request.taskToken, execution, heartbeatSeconds) : undefined;
      const answer = await callIntegration(context, request);
      if (pattern === undefined) return answer;
      const output = JSON.stringify(answer);
      cursor.previous = history.add("TaskSubmitted", cursor.previous, {
        taskSubmittedEventDetails: { ...names, output, outputDetails: dataDetails },
      });
      return token ?? awaitExecution(context, answer, pattern, execution);
    });
    cursor.previous = history.add("TaskSucceeded", cursor.previous, {
      taskSucceededEventDetails: { ...names, output: JSON.stringify(result), outputDetails: dataDetails },
    });
    return result;
  } catch (thrown) {
    const failure = taskFailure(thrown, resourceType);
    const members = {
      ...names,
      ...(failure.error === undefined ? {} : { error: failure.error }),
      ...(failure.failureCause === undefined ? {} : { cause: failure.failureCause }),
    };
    cursor.previous =
      failure.error === "States.Timeout" || failure.error === "States.HeartbeatTimeout"
        ? history.add("TaskTimedOut", cursor.previous, { taskTimedOutEventDetails: members })
        : history.add("TaskFailed", cursor.previous, { taskFailedEventDetails: members });
    throw failure;
  }
}
