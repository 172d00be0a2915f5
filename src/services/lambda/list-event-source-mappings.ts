import type { LambdaOperation } from "./client.ts";
import type { MappingRecord } from "./entities.ts";
import { functionReference, referenceArn } from "./function-name.ts";
import { prefixOf } from "./keys.ts";
import { settledMapping } from "./mappings/mappings.ts";
import { page } from "./page.ts";
import { recordsAt } from "./records.ts";

/** Source: the API reference of ListEventSourceMappings. */
const LARGEST_PAGE = 100;

export const listEventSourceMappings: LambdaOperation<"ListEventSourceMappings"> = (input, context) => {
  const functionArn = input.FunctionName && referenceArn(functionReference(context, input.FunctionName));
  const all = recordsAt<MappingRecord>(context, prefixOf(context, "mapping"))
    .map((value) => settledMapping(context, value)?.configuration)
    .filter((configuration) => configuration !== undefined)
    .filter(({ EventSourceArn }) => input.EventSourceArn === undefined || EventSourceArn === input.EventSourceArn)
    .filter(({ FunctionArn }) => functionArn === undefined || FunctionArn === functionArn);
  const { items, next } = page(all, input.Marker, input.MaxItems, LARGEST_PAGE);
  return { EventSourceMappings: items, ...next };
};
