/** Data protection policies of groups, whose sensitive values readers see masked. */
import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { groupArn, nameFromIdentifier, requireGroup, saveGroup } from "./groups.ts";
import { jsonDocument } from "./json-document.ts";

export const putDataProtectionPolicy: Operation<CloudWatchLogs, "PutDataProtectionPolicy"> = (input, context) => {
  const group = requireGroup(context.store, context, nameFromIdentifier(input.logGroupIdentifier as string));
  const policyDocument = jsonDocument(input.policyDocument as string);
  const lastUpdatedTime = context.clock.now();
  saveGroup(context.store, context, {
    ...group,
    dataProtection: { policyDocument, lastUpdatedTime },
    dataProtectionStatus: "ACTIVATED",
  });
  return { logGroupIdentifier: groupArn(context, group.name), policyDocument, lastUpdatedTime };
};

export const getDataProtectionPolicy: Operation<CloudWatchLogs, "GetDataProtectionPolicy"> = (input, context) => {
  const group = requireGroup(context.store, context, nameFromIdentifier(input.logGroupIdentifier as string));
  return { logGroupIdentifier: groupArn(context, group.name), ...group.dataProtection };
};

export const deleteDataProtectionPolicy: Operation<CloudWatchLogs, "DeleteDataProtectionPolicy"> = (input, context) => {
  const { dataProtection: _gone, ...group } = requireGroup(
    context.store,
    context,
    nameFromIdentifier(input.logGroupIdentifier as string),
  );
  saveGroup(context.store, context, { ...group, dataProtectionStatus: "DELETED" });
  return {};
};
