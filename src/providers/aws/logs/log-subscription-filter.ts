import type { Distribution } from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { isRefusal, unless } from "../framework/call-error.ts";
import { crc32 } from "../framework/crc32.ts";
import { everyPage, given } from "../framework/given.ts";
import type { LogsResources } from "../schema/logs.generated.ts";

type Filter = LogsResources["aws_cloudwatch_log_subscription_filter"];

const idOf = (group: string): string => `cwlsf-${crc32(`${group}-`)}`;

export const awsCloudwatchLogSubscriptionFilter = defineResource<Filter>({
  title: "CloudWatch Logs Subscription Filter",
  words: {
    creating: (planned) => `putting CloudWatch Logs Subscription Filter (${planned.name})`,
    updating: (planned) => `putting CloudWatch Logs Subscription Filter (${planned.name})`,
  },
  readAfterCreate: false,
  async create(planned, aws) {
    await put(planned, aws);
    return { id: idOf(planned.log_group_name) };
  },
  async read(state, aws) {
    const filters = await unless(
      everyPage(
        (nextToken) =>
          aws.call("cloudwatch-logs", "DescribeSubscriptionFilters", {
            logGroupName: state.log_group_name,
            filterNamePrefix: state.name,
            nextToken,
          }),
        (answer) => answer.subscriptionFilters,
        (answer) => answer.nextToken,
      ),
      "ResourceNotFoundException",
    );
    const filter = filters?.find((one) => one.filterName === state.name);
    return (
      filter && {
        destination_arn: filter.destinationArn ?? "",
        distribution: filter.distribution,
        filter_pattern: filter.filterPattern ?? "",
        log_group_name: filter.logGroupName ?? "",
        name: filter.filterName ?? "",
        role_arn: filter.roleArn,
      }
    );
  },
  update: (planned, aws) => put(planned, aws),
  async delete(prior, aws) {
    await unless(
      aws.call("cloudwatch-logs", "DeleteSubscriptionFilter", {
        filterName: prior.name,
        logGroupName: prior.log_group_name,
      }),
      "ResourceNotFoundException",
    );
  },
  importId(id) {
    const [group, name, ...rest] = id.split("|");
    if (!group || !name || rest.length > 0)
      throw new Refusal(`unexpected format of ID (${JSON.stringify(id)}), expected <log-group-name>|<filter-name>`);
    // The provider makes the id of an imported filter from another part than that of a created one.
    return { id: idOf(name), log_group_name: group, name };
  },
});

/** What AWS says of a destination that the permission for it, made at the same time, has yet to open. */
const NOT_LET_IN = /^Could not (execute the lambda function|deliver test message to specified)/;

async function put(planned: Filter, aws: Aws): Promise<void> {
  await aws.beside(
    (error) => isRefusal(error, "InvalidParameterException") && NOT_LET_IN.test(error.reason),
    () =>
      aws.call("cloudwatch-logs", "PutSubscriptionFilter", {
        destinationArn: planned.destination_arn,
        distribution: given(planned.distribution) as Distribution | undefined,
        filterName: planned.name,
        filterPattern: planned.filter_pattern,
        logGroupName: planned.log_group_name,
        roleArn: given(planned.role_arn),
      }),
  );
}
