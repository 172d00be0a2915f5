/** Access logs: one line a request, in the stage's format. */
import type { EndpointResponse } from "../../../cloud/service.ts";
import { logAccess } from "../../../endpoint/access-log.ts";
import { substitute } from "../../../endpoint/context-format.ts";
import { type StageCall, stageVariables } from "./call.ts";

export function writeAccessLog(call: StageCall, { status, body }: EndpointResponse): void {
  const { destinationArn, format } = call.stage.accessLogSettings ?? {};
  if (!destinationArn || !format) return;
  const { context, operation, snapshot, stage } = call;
  context["status"] = status;
  context["responseLength"] = body instanceof Uint8Array ? body.length : 0;
  context["responseLatency"] = operation.clock.now() - call.now;
  const message = substitute(format, context, stageVariables(call), "-");
  logAccess(operation, destinationArn, `${snapshot.api.id}/${stage.stageName}`, message);
}
