import { randomUUID } from "node:crypto";
import type * as Iam from "@aws-sdk/client-iam";
import { roleKey } from "../../cloud/identity/keys.ts";
import type { Operation } from "../../cloud/operation.ts";
import { attachedPolicies, detachPolicy } from "./attachments.ts";
import { invalidInput } from "./fault.ts";
import { requireRole } from "./roles.ts";
import { deletionTaskKey } from "./service-linked-roles.ts";

export const deleteServiceLinkedRole: Operation<typeof Iam, "DeleteServiceLinkedRole"> = ({ RoleName }, context) => {
  const { store, account } = context;
  const role = requireRole(context, RoleName);
  if (role.linkedService === undefined) {
    throw invalidInput(`Role ${role.name} is not a service-linked role.`);
  }
  for (const { PolicyArn } of attachedPolicies(context, role)) detachPolicy(context, "role", role, PolicyArn);
  store.delete(roleKey(account, role.name));
  const task = `task${role.path}${role.name}/${randomUUID()}`;
  store.put(deletionTaskKey(account, task), true);
  return { DeletionTaskId: task };
};
