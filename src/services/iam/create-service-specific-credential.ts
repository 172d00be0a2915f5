import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { ServiceCredentialRecord } from "./service-credentials.ts";
import { credentialMetadata, requireCredentialService, saveServiceCredential } from "./service-credentials.ts";
import { secretAccessKey, uniqueId } from "./unique-id.ts";
import { requireUser } from "./users.ts";

export const createServiceSpecificCredential: Operation<typeof Iam, "CreateServiceSpecificCredential"> = (
  { UserName, ServiceName },
  context,
) => {
  const user = requireUser(context, UserName);
  const service = requireCredentialService(ServiceName);
  const credential: ServiceCredentialRecord = {
    id: uniqueId("ACCA"),
    service,
    serviceUserName: `${user.name}-at-${context.account}`,
    status: "Active",
    created: new Date(wholeSeconds(context.clock.now())),
  };
  saveServiceCredential(context, user, credential);
  return {
    ServiceSpecificCredential: { ...credentialMetadata(user, credential), ServicePassword: secretAccessKey() },
  };
};
