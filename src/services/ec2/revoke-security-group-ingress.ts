import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { revokeRules } from "./rule-changes.ts";

export const revokeSecurityGroupIngress: Operation<typeof Ec2, "RevokeSecurityGroupIngress"> = (input, context) =>
  revokeRules(context, input, false);
