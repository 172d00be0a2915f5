/** Finds what a Task's Resource stands for and does it. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { runtimeFailure } from "../language/failure.ts";
import type { TaskRunner } from "../language/interpreter.ts";
import { runActivity } from "./activity.ts";
import { runIntegration } from "./integration.ts";
import { runLambdaFunction } from "./lambda-function.ts";

export function taskRunner(context: OperationContext): TaskRunner {
  return (request, execution) => {
    const { resource } = request;
    if (/^arn:[^:]+:lambda:[^:]*:\d{12}:function:/.test(resource))
      return runLambdaFunction(context, request, execution);
    if (/^arn:[^:]+:states:[^:]+:\d{12}:activity:/.test(resource)) return runActivity(context, request, execution);
    const match = /^arn:[^:]+:states:[^:]*:[^:]*:(.+?):([A-Za-z][A-Za-z0-9]*)(\.sync(?::2)?|\.waitForTaskToken)?$/.exec(
      resource,
    );
    if (!match) throw runtimeFailure(`The resource ${resource} is not one that Terrarium's state machines can use.`);
    const [, resourceType = "", action = "", pattern] = match;
    return runIntegration(context, { ...request, resourceType, action, pattern }, execution);
  };
}
