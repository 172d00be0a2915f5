import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { policyDetail, requirePolicy } from "./managed-policies.ts";

export const getPolicy: Operation<typeof Iam, "GetPolicy"> = ({ PolicyArn }, context) => ({
  Policy: policyDetail(context, requirePolicy(context, PolicyArn)),
});
