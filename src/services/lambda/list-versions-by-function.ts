import type { LambdaOperation } from "./client.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { requireFunction, versionsOf } from "./functions.ts";
import { page } from "./page.ts";
import { listed } from "./shown.ts";

export const listVersionsByFunction: LambdaOperation<"ListVersionsByFunction"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  requireFunction(context, reference);
  const { items, next } = page(versionsOf(context, reference), input.Marker, input.MaxItems);
  const Versions = items.map((record) => ({
    ...listed(record),
    FunctionArn: functionArn(reference, record.name, record.version),
  }));
  return { Versions, ...next };
};
