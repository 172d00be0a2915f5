import { aliasConfiguration } from "./aliases.ts";
import type { LambdaOperation } from "./client.ts";
import type { AliasRecord } from "./entities.ts";
import { functionReference } from "./function-name.ts";
import { requireFunction } from "./functions.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";
import { recordsAt } from "./records.ts";

export const listAliases: LambdaOperation<"ListAliases"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  requireFunction(context, reference);
  const prefix = [...prefixOf(reference, "alias"), reference.name];
  const all = recordsAt<AliasRecord>(context, prefix).filter(
    ({ version, weights }) =>
      input.FunctionVersion === undefined ||
      version === input.FunctionVersion ||
      Object.hasOwn(weights ?? {}, input.FunctionVersion),
  );
  const { items, next } = page(all, input.Marker, input.MaxItems);
  return { Aliases: items.map(aliasConfiguration), ...next };
};
