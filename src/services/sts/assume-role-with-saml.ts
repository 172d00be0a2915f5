import type { Operation } from "../../cloud/operation.ts";
import type { Sts } from "./client.ts";
import { federatedSession } from "./federated-session.ts";
import { nameQualifier, readSamlAssertion } from "./saml-assertion.ts";

export const assumeRoleWithSaml: Operation<Sts, "AssumeRoleWithSAML"> = (input, context) => {
  const assertion = readSamlAssertion(input.SAMLAssertion as string);
  const { assumed, session } = federatedSession(context, "AssumeRoleWithSAML", assertion.sessionName, input);
  return {
    ...session,
    Subject: assertion.subject,
    SubjectType: assertion.subjectType,
    Issuer: assertion.issuer,
    Audience: assertion.recipient,
    NameQualifier: nameQualifier(assertion.issuer, assumed.account, input.PrincipalArn as string),
  };
};
