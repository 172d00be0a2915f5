import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { noSuchEntity } from "./fault.ts";
import { requireInstanceProfile, saveInstanceProfile } from "./instance-profiles.ts";
import { requireRole } from "./roles.ts";

export const removeRoleFromInstanceProfile: Operation<typeof Iam, "RemoveRoleFromInstanceProfile"> = (
  { InstanceProfileName, RoleName },
  context,
) => {
  const profile = requireInstanceProfile(context, InstanceProfileName);
  const role = requireRole(context, RoleName);
  if (profile.roleName !== role.name) throw noSuchEntity(`The role with name ${role.name} cannot be found.`);
  saveInstanceProfile(context, { ...profile, roleName: undefined });
  return {};
};
