import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireMachine, versionsOf } from "./machines.ts";
import { cutPage } from "./page.ts";

export const listStateMachineVersions: Operation<typeof Sfn, "ListStateMachineVersions"> = (input, context) => {
  const { items, next } = cutPage(versionsOf(context, requireMachine(context, input.stateMachineArn).name), input);
  return {
    stateMachineVersions: items.map(({ arn, created }) => ({ stateMachineVersionArn: arn, creationDate: created })),
    ...next,
  };
};
