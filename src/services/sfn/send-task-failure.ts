import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { StateFailure } from "./language/failure.ts";
import { requireWaiting } from "./tasks/tokens.ts";

export const sendTaskFailure: Operation<typeof Sfn, "SendTaskFailure"> = ({ taskToken, error, cause }) => {
  requireWaiting(taskToken).fail(new StateFailure(error, cause));
  return {};
};
