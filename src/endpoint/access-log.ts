/** One line of an access log, to the log group that a stage names. */
import { createHash } from "node:crypto";
import type { OperationContext } from "../cloud/operation.ts";

const GROUP = /^arn:[^:]+:logs:([^:]+):(\d+):log-group:([^:]+)/;

/** `source` says whose log it is: it has a stream of its own. Nothing is written where the ARN is no log group's. */
export function logAccess(
  { bus, clock }: Pick<OperationContext, "bus" | "clock">,
  destinationArn: string,
  source: string,
  message: string,
): void {
  const [, region, account, group] = GROUP.exec(destinationArn) ?? [];
  if (region === undefined || account === undefined || group === undefined) return;
  const stream = createHash("md5").update(source).digest("hex");
  bus.publish("logs.write", { account, region, group, stream, events: [{ timestamp: clock.now(), message }] });
}
