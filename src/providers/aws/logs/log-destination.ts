import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, everyPage, someEntries } from "../framework/given.ts";
import type { LogsResources } from "../schema/logs.generated.ts";
import { logTags, retagLogs } from "./tags.ts";

export const awsCloudwatchLogDestination = defineResource<LogsResources["aws_cloudwatch_log_destination"]>({
  title: "CloudWatch Logs Destination",
  async create(planned, aws) {
    await aws.call("cloudwatch-logs", "PutDestination", {
      destinationName: planned.name,
      roleArn: planned.role_arn,
      targetArn: planned.target_arn,
      tags: someEntries(planned.tags_all),
    });
    return { id: planned.name };
  },
  async read(state, aws) {
    const destination = await findDestination(aws, state.id);
    if (!destination) return undefined;
    return {
      arn: destination.arn,
      name: destination.destinationName ?? "",
      role_arn: destination.roleArn ?? "",
      target_arn: destination.targetArn ?? "",
      tags: await logTags(aws, destination.arn),
    };
  },
  async update(planned, aws, prior) {
    if (differs(prior, planned, "role_arn", "target_arn"))
      await aws.call("cloudwatch-logs", "PutDestination", {
        destinationName: planned.name,
        roleArn: planned.role_arn,
        targetArn: planned.target_arn,
      });
    await retagLogs(aws, prior, planned);
  },
  async delete(prior, aws) {
    await unless(
      aws.call("cloudwatch-logs", "DeleteDestination", { destinationName: prior.id }),
      "ResourceNotFoundException",
    );
  },
});

export async function findDestination(aws: Aws, name: string) {
  const destinations = await everyPage(
    (nextToken) => aws.call("cloudwatch-logs", "DescribeDestinations", { DestinationNamePrefix: name, nextToken }),
    (answer) => answer.destinations,
    (answer) => answer.nextToken,
  );
  return destinations.find((destination) => destination.destinationName === name);
}
