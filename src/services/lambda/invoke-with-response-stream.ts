import type { InvokeWithResponseStreamResponseEvent } from "@aws-sdk/client-lambda";
import type { InvocationResult } from "../../runtime/invocation.ts";
import type { LambdaOperation } from "./client.ts";
import { functionReference } from "./function-name.ts";
import { invocationRequest, invocationTarget, requirePayload, requireTenancy, runInvocation } from "./invoking.ts";
import { ResponseChannel } from "./response-channel.ts";
import { running } from "./running.ts";

export const invokeWithResponseStream: LambdaOperation<"InvokeWithResponseStream"> = async (input, context) => {
  const lambda = running(context);
  const target = invocationTarget(lambda, functionReference(context, input.FunctionName, input.Qualifier));
  const payload = requirePayload(input.Payload as Uint8Array | undefined, false);
  if (input.InvocationType === "DryRun") return { StatusCode: 204 };
  requireTenancy(target, input.TenantId);
  const channel = new ResponseChannel();
  const invocation = runInvocation(lambda, target, {
    ...invocationRequest(context, payload, input),
    stream: channel,
  });
  void invocation.then(
    () => channel.close(),
    () => channel.close(),
  );
  const contentType = await Promise.race([channel.opened, invocation.then(() => "application/octet-stream")]);
  return {
    StatusCode: 200,
    ExecutedVersion: target.version.version,
    ResponseStreamContentType: contentType,
    EventStream: events(channel, invocation, input.LogType === "Tail"),
  };
};

async function* events(
  channel: ResponseChannel,
  invocation: Promise<InvocationResult>,
  withLog: boolean,
): AsyncGenerator<InvokeWithResponseStreamResponseEvent> {
  for await (const Payload of channel) yield { PayloadChunk: { Payload } } as InvokeWithResponseStreamResponseEvent;
  const result = await invocation;
  const details = Buffer.from(result.payload);
  // What a function that does not stream returns comes as one chunk.
  if (result.functionError === undefined && details.length > 0) {
    yield { PayloadChunk: { Payload: details } } as InvokeWithResponseStreamResponseEvent;
  }
  yield {
    InvokeComplete: {
      ...(result.functionError !== undefined && {
        ErrorCode: result.functionError,
        ErrorDetails: details.toString("utf8"),
      }),
      ...(withLog && { LogResult: Buffer.from(await result.logTail).toString("base64") }),
    },
  } as InvokeWithResponseStreamResponseEvent;
}
