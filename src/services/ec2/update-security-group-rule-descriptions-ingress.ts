import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeRules } from "./rule-descriptions.ts";

export const updateSecurityGroupRuleDescriptionsIngress: Operation<
  typeof Ec2,
  "UpdateSecurityGroupRuleDescriptionsIngress"
> = (input, context) => describeRules(context, input, false);
