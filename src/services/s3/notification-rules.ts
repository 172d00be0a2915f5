/** What may stand in a bucket's notification configuration: targets, filters, and no event for two targets. */
import type * as S3 from "@aws-sdk/client-s3";
import { matchesGlob } from "../../cloud/policy/glob.ts";
import { invalidArgument, malformedXml } from "./fault.ts";

export interface Target {
  /** As the element is named: Topic, Queue or CloudFunction. */
  readonly kind: string;
  readonly arn: string;
  readonly id: string | undefined;
  readonly events: readonly string[];
  readonly rules: readonly S3.FilterRule[];
}

export function targetsOf(config: S3.NotificationConfiguration): Target[] {
  const { TopicConfigurations = [], QueueConfigurations = [], LambdaFunctionConfigurations = [] } = config;
  return [
    ...TopicConfigurations.map((one) => targetOf("Topic", one.TopicArn, one)),
    ...QueueConfigurations.map((one) => targetOf("Queue", one.QueueArn, one)),
    ...LambdaFunctionConfigurations.map((one) => targetOf("CloudFunction", one.LambdaFunctionArn, one)),
  ];
}

function targetOf(
  kind: string,
  arn: string | undefined,
  { Id, Events, Filter }: Pick<S3.LambdaFunctionConfiguration, "Id" | "Events" | "Filter">,
): Target {
  return { kind, arn: arn ?? "", id: Id, events: Events ?? [], rules: Filter?.Key?.FilterRules ?? [] };
}

export function checkTargets(targets: readonly Target[]): void {
  for (const { kind, arn, events, rules } of targets) {
    if (events.length === 0) throw malformedXml();
    // Source: AWS, recorded.
    if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+/.test(arn)) throw invalidArgument("The ARN could not be parsed", kind, arn);
    checkFilter(rules);
  }
  const ids = targets.flatMap(({ id }) => id ?? []);
  if (new Set(ids).size < ids.length)
    throw invalidArgument("Same ID used for multiple configurations. IDs must be unique", "Id", ids[0]);
  for (const [index, one] of targets.entries())
    if (targets.slice(index + 1).some((other) => collide(one, other)))
      throw invalidArgument(
        "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
      );
}

function checkFilter(rules: readonly S3.FilterRule[]): void {
  const names = rules.map(({ Name }) => Name?.toLowerCase());
  for (const [index, name] of names.entries()) {
    if (name !== "prefix" && name !== "suffix") {
      throw invalidArgument(
        "filter rule name must be either prefix or suffix",
        "FilterRule.Name",
        rules[index]?.Name ?? "",
      );
    }
    if (names.indexOf(name) < index) throw invalidArgument(`Cannot specify more than one ${name} rule in a filter.`);
  }
}

/** Whether one object's event could be for both. */
function collide(one: Target, other: Target): boolean {
  const common = one.events.some((mine) =>
    other.events.some((theirs) => matchesGlob(mine, theirs) || matchesGlob(theirs, mine)),
  );
  const [prefix, otherPrefix] = [valueOf(one, "prefix"), valueOf(other, "prefix")];
  const [suffix, otherSuffix] = [valueOf(one, "suffix"), valueOf(other, "suffix")];
  return (
    common &&
    (prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix)) &&
    (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix))
  );
}

const valueOf = ({ rules }: Target, name: string): string =>
  rules.find(({ Name }) => Name?.toLowerCase() === name)?.Value ?? "";
