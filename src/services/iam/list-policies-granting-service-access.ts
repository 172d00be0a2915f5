import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { grantingPolicy, grantsService, policiesOf } from "./entity-policies.ts";

export const listPoliciesGrantingServiceAccess: Operation<typeof Iam, "ListPoliciesGrantingServiceAccess"> = (
  { Arn, ServiceNamespaces = [] },
  context,
) => {
  const policies = policiesOf(context, Arn as string);
  return {
    PoliciesGrantingServiceAccess: ServiceNamespaces.map((ServiceNamespace) => ({
      ServiceNamespace,
      Policies: policies.filter(({ document }) => grantsService(document, ServiceNamespace)).map(grantingPolicy),
    })),
    IsTruncated: false,
  };
};
