/** Data protection policies of groups, whose sensitive values readers see masked. */
import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { nameFromIdentifier, requireGroup, saveGroup } from "./groups.ts";
import { protectionDocument } from "./protection-document.ts";
import { requireStandardClass } from "./standard-class.ts";

export const putDataProtectionPolicy: Operation<CloudWatchLogs, "PutDataProtectionPolicy"> = (input, context) => {
  const group = requireStandardClass(
    requireGroup(context.store, context, nameFromIdentifier(input.logGroupIdentifier as string)),
  );
  const policyDocument = protectionDocument(input.policyDocument as string);
  const lastUpdatedTime = context.clock.now();
  saveGroup(context.store, context, {
    ...group,
    dataProtection: { policyDocument, lastUpdatedTime },
    dataProtectionStatus: "ACTIVATED",
  });
  // AWS answers the name or ARN that the request has.
  return { logGroupIdentifier: input.logGroupIdentifier, policyDocument, lastUpdatedTime };
};

export const getDataProtectionPolicy: Operation<CloudWatchLogs, "GetDataProtectionPolicy"> = (input, context) => {
  const group = requireGroup(context.store, context, nameFromIdentifier(input.logGroupIdentifier as string));
  return { logGroupIdentifier: input.logGroupIdentifier, ...group.dataProtection };
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
