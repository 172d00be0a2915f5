import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireServiceCredential, saveServiceCredential } from "./service-credentials.ts";
import { userOrCaller } from "./users.ts";

export const updateServiceSpecificCredential: Operation<typeof Iam, "UpdateServiceSpecificCredential"> = (
  { UserName, ServiceSpecificCredentialId, Status },
  context,
) => {
  const user = userOrCaller(context, UserName);
  const credential = requireServiceCredential(context, user, ServiceSpecificCredentialId);
  saveServiceCredential(context, user, { ...credential, status: Status ?? credential.status });
  return {};
};
