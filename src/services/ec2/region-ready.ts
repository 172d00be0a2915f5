/**
 * What stands before every operation: the default network is there from the first call in a region on, and a dry run
 * ends before anything happens.
 */
import type { AnyOperation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { ensureDefaultNetwork } from "./default-network.ts";

export function ready(operations: Readonly<Record<string, AnyOperation>>): Record<string, AnyOperation> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (input: { readonly DryRun?: boolean }, context: OperationContext) => {
        if (input.DryRun) {
          throw new ServiceException(
            "DryRunOperation",
            "Request would have succeeded, but DryRun flag is set.",
            {},
            412,
          );
        }
        ensureDefaultNetwork(context);
        return operation(input as never, context);
      },
    ]),
  );
}
