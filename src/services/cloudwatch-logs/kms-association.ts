/** The KMS key of a group: stored and shown; data is not encrypted with it. */
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { nameFromIdentifier, requireGroup, saveGroup } from "./groups.ts";

interface Named {
  readonly logGroupName?: string | undefined;
  readonly resourceIdentifier?: string | undefined;
}

function nameOf({ logGroupName, resourceIdentifier }: Named): string {
  if ((logGroupName === undefined) === (resourceIdentifier === undefined)) {
    throw new ServiceException(
      "InvalidParameterException",
      "Exactly one of logGroupName and resourceIdentifier must be specified.",
    );
  }
  return logGroupName ?? nameFromIdentifier(resourceIdentifier as string);
}

export const associateKmsKey: Operation<CloudWatchLogs, "AssociateKmsKey"> = (input, context) => {
  const group = requireGroup(context.store, context, nameOf(input));
  saveGroup(context.store, context, { ...group, kmsKeyId: input.kmsKeyId as string });
  return {};
};

export const disassociateKmsKey: Operation<CloudWatchLogs, "DisassociateKmsKey"> = (input, context) => {
  const { kmsKeyId: _gone, ...group } = requireGroup(context.store, context, nameOf(input));
  saveGroup(context.store, context, group);
  return {};
};
