import type * as Iam from "@aws-sdk/client-iam";
import { userKey } from "../../cloud/identity/keys.ts";
import type { Operation } from "../../cloud/operation.ts";
import { accessKeysOf } from "./access-keys.ts";
import { refuseWhilePolicies } from "./attachments.ts";
import { deleteConflict } from "./fault.ts";
import { groupsOf } from "./groups.ts";
import { findLoginProfile } from "./login-profiles.ts";
import { devicesOf } from "./mfa-devices.ts";
import { serviceCredentialsOf } from "./service-credentials.ts";
import { signingCertificatesOf } from "./signing-certificates.ts";
import { sshKeysOf } from "./ssh-public-keys.ts";
import { requireUser } from "./users.ts";

export const deleteUser: Operation<typeof Iam, "DeleteUser"> = ({ UserName }, context) => {
  const { store, account } = context;
  const user = requireUser(context, UserName);
  if (groupsOf(context, user).length > 0) throw deleteConflict("remove users from group");
  if (accessKeysOf(context, user.id).length > 0) throw deleteConflict("delete access keys");
  if (findLoginProfile(context, user)) throw deleteConflict("delete login profile");
  if (devicesOf(context, user).length > 0) throw deleteConflict("delete MFA device");
  if (signingCertificatesOf(context, user).length > 0) throw deleteConflict("delete signing certificate");
  if (sshKeysOf(context, user).length > 0) throw deleteConflict("remove referenced objects");
  if (serviceCredentialsOf(context, user).length > 0) throw deleteConflict("remove referenced objects");
  refuseWhilePolicies(context, user);
  store.delete(userKey(account, user.name));
  return {};
};
