import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage } from "../framework/given.ts";
import type { LogsResources } from "../schema/logs.generated.ts";

export const awsCloudwatchLogStream = defineResource<LogsResources["aws_cloudwatch_log_stream"]>({
  title: "CloudWatch Logs Log Stream",
  async create(planned, aws) {
    await aws.call("cloudwatch-logs", "CreateLogStream", {
      logGroupName: planned.log_group_name,
      logStreamName: planned.name,
    });
    return { id: planned.name };
  },
  async read(state, aws) {
    const stream = await findStream(aws, state.log_group_name, state.id);
    return stream && { arn: stream.arn, name: stream.logStreamName ?? "" };
  },
  async delete(prior, aws) {
    await unless(
      aws.call("cloudwatch-logs", "DeleteLogStream", { logGroupName: prior.log_group_name, logStreamName: prior.id }),
      "ResourceNotFoundException",
    );
  },
  importId(id) {
    const [group, name, ...rest] = id.split(":");
    if (!group || !name || rest.length > 0)
      throw new Refusal(`wrong format of import ID (${id}), use: 'log-group-name:log-stream-name'`);
    return { id: name, log_group_name: group };
  },
});

async function findStream(aws: Aws, logGroupName: string, name: string) {
  const streams = await unless(
    everyPage(
      (nextToken) =>
        aws.call("cloudwatch-logs", "DescribeLogStreams", { logGroupName, logStreamNamePrefix: name, nextToken }),
      (answer) => answer.logStreams,
      (answer) => answer.nextToken,
    ),
    "ResourceNotFoundException",
  );
  return streams?.find((stream) => stream.logStreamName === name);
}
