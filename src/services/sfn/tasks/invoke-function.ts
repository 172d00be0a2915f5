/** Invokes a function and tells its failure as the state language does. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { StateFailure } from "../language/failure.ts";
import type { Json, JsonObject } from "../language/json.ts";

export interface FunctionAnswer {
  readonly payload: string;
  readonly executedVersion: string | undefined;
  readonly statusCode: number;
}

export async function invokeFunction(
  context: OperationContext,
  target: JsonObject,
  payload: Json | undefined,
): Promise<FunctionAnswer> {
  const answer = await context.call("lambda", "Invoke", {
    ...target,
    ...(payload === undefined ? {} : { Payload: Buffer.from(payloadText(payload)) }),
  });
  const text = answer.Payload === undefined ? "" : Buffer.from(answer.Payload as Uint8Array).toString();
  if (answer.FunctionError !== undefined) throw functionFailure(text);
  return {
    payload: text,
    executedVersion: answer.ExecutedVersion as string | undefined,
    statusCode: (answer.StatusCode as number | undefined) ?? 200,
  };
}

// Source: AWS, recorded: text that is JSON goes to the function as that JSON.
function payloadText(payload: Json): string {
  if (typeof payload !== "string") return JSON.stringify(payload);
  try {
    JSON.parse(payload);
    return payload;
  } catch {
    return JSON.stringify(payload);
  }
}

function functionFailure(text: string): StateFailure {
  const report = JSON.parse(text) as { readonly errorType?: string; readonly errorMessage?: string };
  const timedOut = report.errorType === "Sandbox.Timedout" || /Task timed out after/.test(report.errorMessage ?? "");
  return new StateFailure(timedOut ? "Sandbox.Timedout" : (report.errorType ?? "Lambda.Unknown"), text);
}
