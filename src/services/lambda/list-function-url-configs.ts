import type { LambdaOperation } from "./client.ts";
import type { UrlRecord } from "./entities.ts";
import { functionReference } from "./function-name.ts";
import { urlKey } from "./keys.ts";
import { page } from "./page.ts";
import { recordsAt } from "./records.ts";
import { requireUrlFunction, urlConfig } from "./url/urls.ts";

export const listFunctionUrlConfigs: LambdaOperation<"ListFunctionUrlConfigs"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  requireUrlFunction(context, reference);
  const all = recordsAt<UrlRecord>(context, urlKey(reference, reference.name));
  const { items, next } = page(all, input.Marker, input.MaxItems);
  return { FunctionUrlConfigs: items.map((record) => urlConfig(record, context.endpoint)), ...next };
};
