import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidArn } from "./fault.ts";
import { aliasesOf, machineName, versionKey } from "./machines.ts";

export const deleteStateMachineVersion: Operation<typeof Sfn, "DeleteStateMachineVersion"> = (
  { stateMachineVersionArn },
  context,
) => {
  const { name, qualifier } = machineName(stateMachineVersionArn);
  if (qualifier === undefined || !/^\d+$/.test(qualifier)) throw invalidArn(stateMachineVersionArn);
  const users = aliasesOf(context, name).filter(({ routing }) =>
    routing.some((one) => one.stateMachineVersionArn === stateMachineVersionArn),
  );
  if (users.length > 0) {
    // Source: AWS, recorded.
    throw new ServiceException(
      "ConflictException",
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map((alias) => alias.name).join(", ")}]`,
    );
  }
  context.store.delete(versionKey(context, name, Number(qualifier)));
  return {};
};
