import { aliasConfiguration, aliasesOf } from "./aliases.ts";
import type { LambdaOperation } from "./client.ts";
import { functionReference } from "./function-name.ts";
import { requireFunction } from "./functions.ts";
import { page } from "./page.ts";

export const listAliases: LambdaOperation<"ListAliases"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  requireFunction(context, reference);
  const all = aliasesOf(context, reference).filter(
    ({ version, weights }) =>
      input.FunctionVersion === undefined ||
      version === input.FunctionVersion ||
      Object.hasOwn(weights ?? {}, input.FunctionVersion),
  );
  const { items, next } = page(all, input.Marker, input.MaxItems);
  return { Aliases: items.map(aliasConfiguration), ...next };
};
