import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeRules } from "./rule-descriptions.ts";

export const updateSecurityGroupRuleDescriptionsEgress: Operation<
  typeof Ec2,
  "UpdateSecurityGroupRuleDescriptionsEgress"
> = (input, context) => describeRules(context, input, true);
