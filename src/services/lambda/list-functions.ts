import type { LambdaOperation } from "./client.ts";
import type { VersionRecord } from "./entities.ts";
import { functionArn } from "./function-name.ts";
import { settled } from "./functions.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";
import { recordsAt } from "./records.ts";
import { listed } from "./shown.ts";

export const listFunctions: LambdaOperation<"ListFunctions"> = ({ FunctionVersion, Marker, MaxItems }, context) => {
  const records = recordsAt<VersionRecord>(context, prefixOf(context, "version"))
    .map((value) => settled(context, value))
    .filter(({ version }) => FunctionVersion === "ALL" || version === "$LATEST");
  const { items, next } = page(records, Marker, MaxItems);
  return {
    Functions: items.map((record) =>
      FunctionVersion === "ALL" && record.version === "$LATEST"
        ? { ...listed(record), FunctionArn: functionArn(record, record.name, "$LATEST") }
        : listed(record),
    ),
    ...next,
  };
};
