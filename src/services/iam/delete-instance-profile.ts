import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { deleteConflict } from "./fault.ts";
import { removeInstanceProfile, requireInstanceProfile } from "./instance-profiles.ts";

export const deleteInstanceProfile: Operation<typeof Iam, "DeleteInstanceProfile"> = (
  { InstanceProfileName },
  context,
) => {
  const profile = requireInstanceProfile(context, InstanceProfileName);
  if (profile.roleName !== undefined) throw deleteConflict("remove roles from instance profile");
  removeInstanceProfile(context, profile);
  return {};
};
