import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { removeServiceCredential, requireServiceCredential } from "./service-credentials.ts";
import { userOrCaller } from "./users.ts";

export const deleteServiceSpecificCredential: Operation<typeof Iam, "DeleteServiceSpecificCredential"> = (
  { UserName, ServiceSpecificCredentialId },
  context,
) => {
  const user = userOrCaller(context, UserName);
  const credential = requireServiceCredential(context, user, ServiceSpecificCredentialId);
  removeServiceCredential(context, user, credential.id);
  return {};
};
