/** A transaction that is cancelled tells a reason for each of its actions. */
import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../../wire/service-exception.ts";

export const noReason: CancellationReason = { Code: "None" };

export function cancelled(reasons: readonly CancellationReason[]): ServiceException {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return new ServiceException(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

/** Runs a check whose ValidationException is a reason to cancel. */
export function reasonOf(check: () => CancellationReason | undefined): CancellationReason {
  try {
    return check() ?? noReason;
  } catch (error) {
    if (!(error instanceof ServiceException) || error.code !== "ValidationException") throw error;
    return { Code: "ValidationError", Message: error.message };
  }
}
