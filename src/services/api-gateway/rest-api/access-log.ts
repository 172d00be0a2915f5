/** Access logs: one line a request, in the stage's format, to its log group. */
import { createHash } from "node:crypto";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { type StageCall, stageVariables } from "./call.ts";
import { substitute } from "./context-variables.ts";

const GROUP = /^arn:[^:]+:logs:([^:]+):(\d+):log-group:([^:]+)/;

export function writeAccessLog(call: StageCall, { status, body }: EndpointResponse): void {
  const { destinationArn = "", format } = call.stage.accessLogSettings ?? {};
  const [, region, account, group] = GROUP.exec(destinationArn) ?? [];
  if (region === undefined || account === undefined || group === undefined || !format) return;
  const { context, operation, snapshot, stage } = call;
  context["status"] = status;
  context["responseLength"] = body instanceof Uint8Array ? body.length : 0;
  context["responseLatency"] = operation.clock.now() - call.now;
  const message = substitute(format, context, stageVariables(call), "-");
  const stream = createHash("md5").update(`${snapshot.api.id}/${stage.stageName}`).digest("hex");
  const events = [{ timestamp: operation.clock.now(), message }];
  operation.bus.publish("logs.write", { account, region, group, stream, events });
}
