import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Json } from "./language/json.ts";
import { requireWaiting } from "./tasks/tokens.ts";

export const sendTaskSuccess: Operation<typeof Sfn, "SendTaskSuccess"> = ({ taskToken, output = "" }) => {
  const waiting = requireWaiting(taskToken);
  let value: Json;
  try {
    value = JSON.parse(output) as Json;
  } catch {
    throw new ServiceException("InvalidOutput", "Invalid State Machine Execution Output: 'Invalid output'");
  }
  waiting.succeed(value);
  return {};
};
