/** Waiting until AWS has made a function, or its last update, ready. */
import type { Aws } from "../framework/aws.ts";
import { Refusal } from "../framework/behaviour.ts";

export async function functionActive(aws: Aws, FunctionName: string): Promise<void> {
  await aws.until(`Lambda Function (${FunctionName}) create`, async () => {
    const { Configuration } = await aws.call("lambda", "GetFunction", { FunctionName });
    const { State, StateReason, StateReasonCode } = Configuration ?? {};
    if (State === "Failed")
      throw new Refusal(
        `unexpected state 'Failed', wanted target 'Active'. last error: ${StateReasonCode}: ${StateReason}`,
      );
    return State === "Pending" ? undefined : true;
  });
}

export async function functionUpdated(aws: Aws, FunctionName: string): Promise<void> {
  await aws.until(`Lambda Function (${FunctionName}) update`, async () => {
    const { Configuration } = await aws.call("lambda", "GetFunction", { FunctionName });
    const { LastUpdateStatus, LastUpdateStatusReason, LastUpdateStatusReasonCode } = Configuration ?? {};
    if (LastUpdateStatus === "Failed")
      throw new Refusal(
        `unexpected state 'Failed', wanted target 'Successful'. last error: ${LastUpdateStatusReasonCode}: ${LastUpdateStatusReason}`,
      );
    return LastUpdateStatus === "InProgress" ? undefined : true;
  });
}
