import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { noSuchEntity } from "./fault.ts";
import { deletionTaskKey } from "./service-linked-roles.ts";

export const getServiceLinkedRoleDeletionStatus: Operation<typeof Iam, "GetServiceLinkedRoleDeletionStatus"> = (
  { DeletionTaskId = "" },
  { store, account },
) => {
  if (!store.has(deletionTaskKey(account, DeletionTaskId))) {
    throw noSuchEntity(`Deletion task ${DeletionTaskId} cannot be found.`);
  }
  return { Status: "SUCCEEDED" };
};
