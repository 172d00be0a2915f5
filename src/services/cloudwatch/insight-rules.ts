/** Contributor Insights rules: kept, switched on and off, given back. Reports of contributors are not made. */
import type { InsightRule, PartialFailure } from "@aws-sdk/client-cloudwatch";
import { regionalArn } from "../../cloud/arn.ts";
import { isJson } from "../../cloud/is-json.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { pageOf } from "./page.ts";
import { removeTags, saveTags } from "./tags.ts";

/** What Schema says of every rule that is a user's own. Source: API reference, InsightRule. */
const SCHEMA = '{"Name": "CloudWatchLogRule", "Version": 1}';
const PAGE = 500;

const ruleKey = ({ account, region }: OperationContext, ...name: string[]) => [
  "cloudwatch",
  account,
  region,
  "insight-rule",
  ...name,
];

const ruleArn = (context: OperationContext, name: string): string =>
  regionalArn("cloudwatch", context, `insight-rule/${name}`);

const findRule = (context: OperationContext, name: string): InsightRule | undefined =>
  context.store.get<InsightRule>(ruleKey(context, name));

export const putInsightRule: Operation<CloudWatch, "PutInsightRule"> = (input, context) => {
  const name = input.RuleName as string;
  const definition = input.RuleDefinition as string;
  if (!isJson(definition)) {
    throw new ServiceException("InvalidParameterValueException", "The RuleDefinition is not valid JSON.");
  }
  const existing = findRule(context, name);
  context.store.put(ruleKey(context, name), {
    Name: name,
    State: input.RuleState ?? existing?.State ?? "ENABLED",
    Schema: SCHEMA,
    Definition: definition,
    ManagedRule: false,
    ApplyOnTransformedLogs: input.ApplyOnTransformedLogs ?? false,
  } satisfies InsightRule);
  if (!existing && input.Tags) saveTags(context, ruleArn(context, name), input.Tags);
  return {};
};

export const describeInsightRules: Operation<CloudWatch, "DescribeInsightRules"> = (input, context) => {
  const rules = Array.from(context.store.range<InsightRule>({ prefix: ruleKey(context) }), ({ value }) => value);
  const { page, ...rest } = pageOf(rules, input.MaxResults ?? PAGE, input.NextToken);
  return { InsightRules: page, ...rest };
};

/** Does what it is asked for to every rule there is, and tells which there are not. */
function forEachRule(
  context: OperationContext,
  names: readonly string[] = [],
  change: (rule: InsightRule) => void,
): { readonly Failures: PartialFailure[] } {
  const Failures = names.flatMap((name): PartialFailure[] => {
    const rule = findRule(context, name);
    if (rule) change(rule);
    return rule
      ? []
      : [
          {
            FailureResource: name,
            ExceptionType: "ResourceNotFoundException",
            FailureCode: "ResourceNotFoundException",
            FailureDescription: `The rule ${name} does not exist.`,
          },
        ];
  });
  return { Failures };
}

const switched =
  (State: string) =>
  ({ RuleNames }: { readonly RuleNames: string[] | undefined }, context: OperationContext) =>
    forEachRule(context, RuleNames, (rule) =>
      context.store.put(ruleKey(context, rule.Name as string), { ...rule, State }),
    );

export const enableInsightRules: Operation<CloudWatch, "EnableInsightRules"> = switched("ENABLED");

export const disableInsightRules: Operation<CloudWatch, "DisableInsightRules"> = switched("DISABLED");

export const deleteInsightRules: Operation<CloudWatch, "DeleteInsightRules"> = ({ RuleNames }, context) =>
  forEachRule(context, RuleNames, ({ Name }) => {
    context.store.delete(ruleKey(context, Name as string));
    removeTags(context, ruleArn(context, Name as string));
  });

export const insightRuleExists = (context: OperationContext, name: string): boolean =>
  findRule(context, name) !== undefined;
