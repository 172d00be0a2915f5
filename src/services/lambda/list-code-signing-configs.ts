import type { LambdaOperation } from "./client.ts";
import { codeSigningConfig } from "./code-signing.ts";
import type { CodeSigningRecord } from "./entities.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";
import { recordsAt } from "./records.ts";

export const listCodeSigningConfigs: LambdaOperation<"ListCodeSigningConfigs"> = ({ Marker, MaxItems }, context) => {
  const all = recordsAt<CodeSigningRecord>(context, prefixOf(context, "code-signing"));
  const { items, next } = page(all, Marker, MaxItems);
  return { CodeSigningConfigs: items.map(codeSigningConfig), ...next };
};
