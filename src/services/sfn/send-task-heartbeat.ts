import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireWaiting } from "./tasks/tokens.ts";

export const sendTaskHeartbeat: Operation<typeof Sfn, "SendTaskHeartbeat"> = ({ taskToken }) => {
  requireWaiting(taskToken).beat();
  return {};
};
