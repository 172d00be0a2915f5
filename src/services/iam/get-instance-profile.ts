import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { instanceProfileDetail, requireInstanceProfile } from "./instance-profiles.ts";

export const getInstanceProfile: Operation<typeof Iam, "GetInstanceProfile"> = ({ InstanceProfileName }, context) => ({
  InstanceProfile: instanceProfileDetail(context, requireInstanceProfile(context, InstanceProfileName)),
});
