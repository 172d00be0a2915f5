import type * as Iam from "@aws-sdk/client-iam";
import { roleKey } from "../../cloud/identity/keys.ts";
import { forgetUses } from "../../cloud/identity/last-used.ts";
import type { Operation } from "../../cloud/operation.ts";
import { refuseWhilePolicies } from "./attachments.ts";
import { deleteConflict } from "./fault.ts";
import { profilesOfRole } from "./instance-profiles.ts";
import { requireOwnRole } from "./roles.ts";

export const deleteRole: Operation<typeof Iam, "DeleteRole"> = ({ RoleName }, context) => {
  const { store, account } = context;
  const role = requireOwnRole(context, RoleName);
  if (profilesOfRole(context, role.name).length > 0) throw deleteConflict("remove roles from instance profile");
  refuseWhilePolicies(context, role);
  store.delete(roleKey(account, role.name));
  forgetUses(store, account, role.id);
  return {};
};
