import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { credentialMetadata, requireCredentialService, serviceCredentialsOf } from "./service-credentials.ts";
import { userOrCaller } from "./users.ts";

export const listServiceSpecificCredentials: Operation<typeof Iam, "ListServiceSpecificCredentials"> = (
  { UserName, ServiceName },
  context,
) => {
  const user = userOrCaller(context, UserName);
  const service = ServiceName === undefined ? undefined : requireCredentialService(ServiceName);
  return {
    ServiceSpecificCredentials: serviceCredentialsOf(context, user)
      .filter((credential) => service === undefined || credential.service === service)
      .map((credential) => credentialMetadata(user, credential)),
  };
};
