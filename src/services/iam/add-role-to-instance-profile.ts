import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { quotaExceeded } from "./fault.ts";
import { requireInstanceProfile, saveInstanceProfile } from "./instance-profiles.ts";
import { requireOwnRole } from "./roles.ts";

export const addRoleToInstanceProfile: Operation<typeof Iam, "AddRoleToInstanceProfile"> = (
  { InstanceProfileName, RoleName },
  context,
) => {
  const profile = requireInstanceProfile(context, InstanceProfileName);
  const role = requireOwnRole(context, RoleName);
  if (profile.roleName !== undefined) throw quotaExceeded("InstanceSessionsPerInstanceProfile", 1);
  saveInstanceProfile(context, { ...profile, roleName: role.name });
  return {};
};
