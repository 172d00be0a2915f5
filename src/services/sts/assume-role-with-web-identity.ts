import type { Operation } from "../../cloud/operation.ts";
import type { Sts } from "./client.ts";
import { federatedSession } from "./federated-session.ts";
import { readWebIdentityToken } from "./web-identity-token.ts";

export const assumeRoleWithWebIdentity: Operation<Sts, "AssumeRoleWithWebIdentity"> = (input, context) => {
  const claims = readWebIdentityToken(input.WebIdentityToken as string, context.clock.now());
  const sessionName = input.RoleSessionName as string;
  const { session } = federatedSession(context, "AssumeRoleWithWebIdentity", sessionName, input);
  return {
    ...session,
    SubjectFromWebIdentityToken: claims.subject,
    Provider: input.ProviderId ?? claims.issuer,
    Audience: claims.audience,
  };
};
