import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { attachPolicy } from "./attachments.ts";
import { requireGroup } from "./groups.ts";

export const attachGroupPolicy: Operation<typeof Iam, "AttachGroupPolicy"> = ({ GroupName, PolicyArn }, context) => {
  attachPolicy(context, "group", requireGroup(context, GroupName), PolicyArn);
  return {};
};
