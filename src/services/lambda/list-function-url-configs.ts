import type { LambdaOperation } from "./client.ts";
import type { UrlRecord } from "./entities.ts";
import { functionReference } from "./function-name.ts";
import { requireFunction } from "./functions.ts";
import { urlKey } from "./keys.ts";
import { page } from "./page.ts";
import { urlConfig } from "./url/urls.ts";

export const listFunctionUrlConfigs: LambdaOperation<"ListFunctionUrlConfigs"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  requireFunction(context, reference);
  const all = [...context.store.range<UrlRecord>({ prefix: urlKey(reference, reference.name) })];
  const { items, next } = page(all, input.Marker, input.MaxItems);
  return { FunctionUrlConfigs: items.map(({ value }) => urlConfig(value, context.endpoint)), ...next };
};
