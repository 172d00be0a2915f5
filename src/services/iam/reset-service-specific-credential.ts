import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { credentialMetadata, requireServiceCredential } from "./service-credentials.ts";
import { secretAccessKey } from "./unique-id.ts";
import { userOrCaller } from "./users.ts";

export const resetServiceSpecificCredential: Operation<typeof Iam, "ResetServiceSpecificCredential"> = (
  { UserName, ServiceSpecificCredentialId },
  context,
) => {
  const user = userOrCaller(context, UserName);
  const credential = requireServiceCredential(context, user, ServiceSpecificCredentialId);
  return {
    ServiceSpecificCredential: { ...credentialMetadata(user, credential), ServicePassword: secretAccessKey() },
  };
};
