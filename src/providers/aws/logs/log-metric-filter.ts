import type { StandardUnit } from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, given, someEntries } from "../framework/given.ts";
import type { LogsResources } from "../schema/logs.generated.ts";

type Filter = LogsResources["aws_cloudwatch_log_metric_filter"];

export const awsCloudwatchLogMetricFilter = defineResource<Filter>({
  title: "CloudWatch Logs Metric Filter",
  words: {
    creating: () => "putting CloudWatch Logs Metric Filter ()",
    updating: (planned) => `putting CloudWatch Logs Metric Filter (${planned.id})`,
  },
  async create(planned, aws) {
    await put(planned, aws);
    return { id: planned.name };
  },
  async read(state, aws) {
    const filters = await unless(
      everyPage(
        (nextToken) =>
          aws.call("cloudwatch-logs", "DescribeMetricFilters", {
            logGroupName: state.log_group_name,
            filterNamePrefix: state.id,
            nextToken,
          }),
        (answer) => answer.metricFilters,
        (answer) => answer.nextToken,
      ),
      "ResourceNotFoundException",
    );
    const filter = filters?.find((one) => one.filterName === state.id);
    if (!filter) return undefined;
    return {
      log_group_name: filter.logGroupName ?? "",
      metric_transformation: (filter.metricTransformations ?? []).map((one) => ({
        default_value: one.defaultValue === undefined ? "" : String(one.defaultValue),
        dimensions: one.dimensions,
        name: one.metricName ?? "",
        namespace: one.metricNamespace ?? "",
        unit: one.unit ?? "None",
        value: one.metricValue ?? "",
      })),
      name: filter.filterName ?? "",
      pattern: filter.filterPattern ?? "",
    };
  },
  update: (planned, aws) => put(planned, aws),
  async delete(prior, aws) {
    await unless(
      aws.call("cloudwatch-logs", "DeleteMetricFilter", { filterName: prior.id, logGroupName: prior.log_group_name }),
      "ResourceNotFoundException",
    );
  },
  importId(id) {
    const [group, name, ...rest] = id.split(":");
    if (!group || !name || rest.length > 0)
      throw new Refusal(`Unexpected format of ID (${JSON.stringify(id)}), expected <log_group_name>:<name>`);
    return { id: name, log_group_name: group, name };
  },
});

async function put(planned: Filter, aws: Aws): Promise<void> {
  await aws.call("cloudwatch-logs", "PutMetricFilter", {
    filterName: planned.name,
    filterPattern: planned.pattern.trim(),
    logGroupName: planned.log_group_name,
    metricTransformations: planned.metric_transformation.map((one) => ({
      metricName: one.name,
      metricNamespace: one.namespace,
      metricValue: one.value,
      unit: given(one.unit) as StandardUnit | undefined,
      dimensions: someEntries(one.dimensions),
      defaultValue: one.default_value ? Number(one.default_value) : undefined,
    })),
  });
}
