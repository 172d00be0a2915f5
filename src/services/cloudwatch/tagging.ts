/** TagResource, UntagResource and ListTagsForResource, for alarms, Contributor Insights rules and metric streams. */
import { parseArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { withoutTags } from "../../cloud/tags.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { findAlarm } from "./alarms.ts";
import type { CloudWatch } from "./client.ts";
import { insightRuleExists } from "./insight-rules.ts";
import { metricStreamExists } from "./metric-streams.ts";
import { replaceTags, saveTags, tagsOf } from "./tags.ts";

function requireResource(context: OperationContext, arn: string): string {
  const { service, resource = "" } = parseArn(arn) ?? {};
  if (service !== "cloudwatch") throw new ServiceException("InvalidParameterValue", `Invalid ARN: ${arn}`, {}, 400);
  const [, kind = "alarm", name = ""] = /^(insight-rule|metric-stream)\/(.+)$/.exec(resource) ?? [];
  const exists = {
    "insight-rule": () => insightRuleExists(context, name),
    "metric-stream": () => metricStreamExists(context, name),
    alarm: () => findAlarm(context, resource.replace(/^alarm:/, "")) !== undefined,
  }[kind as "alarm"]();
  if (exists) return arn;
  throw new ServiceException("ResourceNotFoundException", "Unknown", { ResourceType: kind, ResourceId: arn });
}

export const tagResource: Operation<CloudWatch, "TagResource"> = ({ ResourceARN, Tags }, context) => {
  saveTags(context, requireResource(context, ResourceARN as string), Tags ?? []);
  return {};
};

export const untagResource: Operation<CloudWatch, "UntagResource"> = ({ ResourceARN, TagKeys }, context) => {
  const arn = requireResource(context, ResourceARN as string);
  replaceTags(context, arn, withoutTags(tagsOf(context, arn), TagKeys ?? []));
  return {};
};

export const listTagsForResource: Operation<CloudWatch, "ListTagsForResource"> = ({ ResourceARN }, context) => ({
  Tags: [...tagsOf(context, requireResource(context, ResourceARN as string))],
});
