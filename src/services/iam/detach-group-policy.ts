import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { detachPolicy } from "./attachments.ts";
import { requireGroup } from "./groups.ts";

export const detachGroupPolicy: Operation<typeof Iam, "DetachGroupPolicy"> = ({ GroupName, PolicyArn }, context) => {
  detachPolicy(context, "group", requireGroup(context, GroupName), PolicyArn);
  return {};
};
