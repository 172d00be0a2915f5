import type { LambdaOperation } from "./client.ts";
import { CODE_STORAGE_LIMIT, codeStorage } from "./code-storage.ts";
import { ACCOUNT_LIMIT } from "./concurrency.ts";
import type { VersionRecord } from "./entities.ts";
import { prefixOf } from "./keys.ts";
import { reservedConcurrency } from "./put-function-concurrency.ts";
import { recordsAt } from "./records.ts";

export const getAccountSettings: LambdaOperation<"GetAccountSettings"> = (_, context) => {
  const versions = recordsAt<VersionRecord>(context, prefixOf(context, "version"));
  return {
    AccountLimit: {
      TotalCodeSize: CODE_STORAGE_LIMIT,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: ACCOUNT_LIMIT,
      UnreservedConcurrentExecutions: ACCOUNT_LIMIT - reservedConcurrency(context, context),
    },
    AccountUsage: {
      TotalCodeSize: codeStorage(context),
      FunctionCount: versions.filter(({ version }) => version === "$LATEST").length,
    },
  };
};
