import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireExecution } from "./executions.ts";
import { expressNotInContext } from "./fault.ts";
import { cutPage } from "./page.ts";

export const getExecutionHistory: Operation<typeof Sfn, "GetExecutionHistory"> = (input, context) => {
  const { arn, machine } = requireExecution(context, input.executionArn);
  if (machine.type === "EXPRESS") throw expressNotInContext();
  const events = [
    ...context.store.range<Sfn.HistoryEvent>({ prefix: ["sfn-event", arn], reverse: input.reverseOrder ?? false }),
  ].map(({ value }) => value);
  const { items, next } = cutPage(events, input, 1000);
  return { events: input.includeExecutionData === false ? items.map(withoutData) : items, ...next };
};

function withoutData(event: Sfn.HistoryEvent): Sfn.HistoryEvent {
  return JSON.parse(
    JSON.stringify(event, (name, value: unknown) =>
      ["input", "output", "parameters"].includes(name) ? undefined : value,
    ),
    (name, value: unknown) => (name === "timestamp" ? new Date(value as string) : value),
  ) as Sfn.HistoryEvent;
}
