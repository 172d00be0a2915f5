import type { LambdaOperation } from "./client.ts";
import { ACCOUNT_LIMIT } from "./concurrency.ts";
import type { LayerVersionRecord, VersionRecord } from "./entities.ts";
import { prefixOf } from "./keys.ts";
import { reservedConcurrency } from "./put-function-concurrency.ts";
import { recordsAt } from "./records.ts";

export const getAccountSettings: LambdaOperation<"GetAccountSettings"> = (_, context) => {
  const versions = recordsAt<VersionRecord>(context, prefixOf(context, "version"));
  const layers = recordsAt<LayerVersionRecord>(context, prefixOf(context, "layer-version"));
  const sizes = [
    ...versions.map(({ configuration }) => configuration.CodeSize ?? 0),
    ...layers.map((one) => one.codeSize),
  ];
  return {
    AccountLimit: {
      TotalCodeSize: 80_530_636_800,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: ACCOUNT_LIMIT,
      UnreservedConcurrentExecutions: ACCOUNT_LIMIT - reservedConcurrency(context, context),
    },
    AccountUsage: {
      TotalCodeSize: sizes.reduce((sum, size) => sum + size, 0),
      FunctionCount: versions.filter(({ version }) => version === "$LATEST").length,
    },
  };
};
