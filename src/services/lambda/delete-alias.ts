import type { LambdaOperation } from "./client.ts";
import { conflict } from "./fault.ts";
import { functionReference } from "./function-name.ts";
import { aliasKey, eventInvokeKey, policyKey, provisionedKey, urlKey } from "./keys.ts";
import { targetsChanged } from "./settled-targets.ts";

/** An alias that is not there counts as deleted. */
export const deleteAlias: LambdaOperation<"DeleteAlias"> = ({ FunctionName, Name = "" }, { store, ...context }) => {
  const reference = functionReference(context, FunctionName);
  const { name } = reference;
  if (store.has(urlKey(reference, name, Name))) {
    throw conflict(`Alias ${Name} cannot be deleted because it has a function URL configuration.`);
  }
  store.delete(aliasKey(reference, name, Name));
  targetsChanged(store);
  for (const key of [policyKey, eventInvokeKey, provisionedKey]) store.delete(key(reference, name, Name));
  return {};
};
