import type { LambdaOperation } from "./client.ts";
import type { EventInvokeRecord } from "./entities.ts";
import { eventInvokeConfig } from "./event-invoke-config.ts";
import { notFound } from "./fault.ts";
import { functionReference } from "./function-name.ts";
import { findFunction } from "./functions.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";

export const listFunctionEventInvokeConfigs: LambdaOperation<"ListFunctionEventInvokeConfigs"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  if (!findFunction(context, reference)) throw notFound("The function doesn't exist.");
  const prefix = [...prefixOf(reference, "event-invoke"), reference.name];
  const { items, next } = page([...context.store.range<EventInvokeRecord>({ prefix })], input.Marker, input.MaxItems);
  const configs = items.map(({ key, value }) =>
    eventInvokeConfig({ ...reference, qualifier: String(key.at(-1)) }, value),
  );
  return { FunctionEventInvokeConfigs: configs, ...next };
};
