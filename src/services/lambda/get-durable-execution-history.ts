import type { LambdaOperation } from "./client.ts";
import { eventsOf, requireExecution } from "./durable/executions.ts";
import { withoutData } from "./durable/history.ts";
import { page } from "./page.ts";

const PAGE = 100;
const LARGEST_PAGE = 1000;

export const getDurableExecutionHistory: LambdaOperation<"GetDurableExecutionHistory"> = (input, context) => {
  const { id } = requireExecution(context, input.DurableExecutionArn);
  const all = eventsOf(context.store, id);
  if (input.ReverseOrder) all.reverse();
  const { items, next } = page(all, input.Marker, input.MaxItems || PAGE, LARGEST_PAGE);
  return { Events: (input.IncludeExecutionData ?? true) ? items : items.map(withoutData), ...next };
};
