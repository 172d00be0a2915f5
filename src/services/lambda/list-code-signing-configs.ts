import type { LambdaOperation } from "./client.ts";
import { codeSigningConfig } from "./code-signing.ts";
import type { CodeSigningRecord } from "./entities.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";

export const listCodeSigningConfigs: LambdaOperation<"ListCodeSigningConfigs"> = ({ Marker, MaxItems }, context) => {
  const all = [...context.store.range<CodeSigningRecord>({ prefix: prefixOf(context, "code-signing") })];
  const { items, next } = page(all, Marker, MaxItems);
  return { CodeSigningConfigs: items.map(({ value }) => codeSigningConfig(value)), ...next };
};
