import type { LambdaOperation } from "./client.ts";
import type { ProvisionedRecord } from "./entities.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { requireFunction } from "./functions.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";
import { provisionedStatus } from "./provisioned-concurrency.ts";

export const listProvisionedConcurrencyConfigs: LambdaOperation<"ListProvisionedConcurrencyConfigs"> = (
  input,
  context,
) => {
  const reference = functionReference(context, input.FunctionName);
  requireFunction(context, reference);
  const prefix = [...prefixOf(reference, "provisioned"), reference.name];
  const { items, next } = page([...context.store.range<ProvisionedRecord>({ prefix })], input.Marker, input.MaxItems);
  const ProvisionedConcurrencyConfigs = items.map(({ key, value }) => ({
    FunctionArn: functionArn(reference, reference.name, String(key.at(-1))),
    ...provisionedStatus(context, value),
  }));
  return { ProvisionedConcurrencyConfigs, ...next };
};
