import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { compileFilterPattern } from "./filter-pattern/compile.ts";

export const testMetricFilter: Operation<CloudWatchLogs, "TestMetricFilter"> = (input) => {
  const pattern = compileFilterPattern(input.filterPattern as string);
  const messages = input.logEventMessages ?? [];
  return {
    matches: messages.flatMap((eventMessage, i) =>
      !pattern || pattern.matches(eventMessage)
        ? [{ eventNumber: i + 1, eventMessage, extractedValues: { ...pattern?.extract(eventMessage) } }]
        : [],
    ),
  };
};
