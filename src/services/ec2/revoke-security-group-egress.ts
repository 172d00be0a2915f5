import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { revokeRules } from "./rule-changes.ts";

export const revokeSecurityGroupEgress: Operation<typeof Ec2, "RevokeSecurityGroupEgress"> = (input, context) =>
  revokeRules(context, input, true);
