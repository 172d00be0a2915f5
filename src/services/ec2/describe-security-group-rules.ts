import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import { ruleDetail } from "./rule-changes.ts";

export const describeSecurityGroupRules: Operation<typeof Ec2, "DescribeSecurityGroupRules"> = (
  { SecurityGroupRuleIds, ...request },
  context,
) => {
  const { items, next } = describeResources(context, "security-group-rule", { ids: SecurityGroupRuleIds, ...request });
  return { SecurityGroupRules: items.map((rule) => ruleDetail(context, rule)), ...next };
};
