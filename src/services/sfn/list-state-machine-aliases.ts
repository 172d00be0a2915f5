import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { aliasesOf, machineName, requireMachine } from "./machines.ts";
import { cutPage } from "./page.ts";

export const listStateMachineAliases: Operation<typeof Sfn, "ListStateMachineAliases"> = (input, context) => {
  const { name, qualifier } = machineName(input.stateMachineArn);
  requireMachine(context, input.stateMachineArn);
  const aliases = aliasesOf(context, name).filter(
    ({ routing }) =>
      qualifier === undefined || routing.some((one) => one.stateMachineVersionArn === input.stateMachineArn),
  );
  const { items, next } = cutPage(aliases, input);
  return {
    stateMachineAliases: items.map(({ arn, created }) => ({ stateMachineAliasArn: arn, creationDate: created })),
    ...next,
  };
};
