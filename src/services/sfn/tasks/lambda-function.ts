/** A Task whose Resource is a function itself. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { refuseTooLarge } from "../language/failure.ts";
import { dataDetails } from "../language/history.ts";
import type { Execution, TaskRequest } from "../language/interpreter.ts";
import type { Json } from "../language/json.ts";
import { invokeFunction } from "./invoke-function.ts";
import { taskFailure } from "./task-failure.ts";
import { withTimeout } from "./time-limit.ts";

export async function runLambdaFunction(
  context: OperationContext,
  request: TaskRequest,
  execution: Execution,
): Promise<Json> {
  const { history } = execution;
  const { cursor, resource, parameters, timeoutSeconds } = request;
  cursor.previous = history.add("LambdaFunctionScheduled", cursor.previous, {
    lambdaFunctionScheduledEventDetails: {
      resource,
      input: JSON.stringify(parameters),
      inputDetails: dataDetails,
      ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    },
  });
  cursor.previous = history.add("LambdaFunctionStarted", cursor.previous);
  try {
    const answer = await withTimeout(execution, timeoutSeconds, () =>
      invokeFunction(context, { FunctionName: resource }, parameters),
    );
    const output = answer.payload;
    refuseTooLarge(output, resource);
    cursor.previous = history.add("LambdaFunctionSucceeded", cursor.previous, {
      lambdaFunctionSucceededEventDetails: { output, outputDetails: dataDetails },
    });
    return JSON.parse(output || "null") as Json;
  } catch (thrown) {
    const failure = taskFailure(thrown, "Lambda");
    const members = {
      ...(failure.error === undefined ? {} : { error: failure.error }),
      ...(failure.failureCause === undefined ? {} : { cause: failure.failureCause }),
    };
    cursor.previous =
      failure.error === "States.Timeout"
        ? history.add("LambdaFunctionTimedOut", cursor.previous, { lambdaFunctionTimedOutEventDetails: members })
        : history.add("LambdaFunctionFailed", cursor.previous, { lambdaFunctionFailedEventDetails: members });
    throw failure;
  }
}
