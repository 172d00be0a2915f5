import type {
  CreateFlowLogsRequest,
  FlowLog,
  FlowLogsResourceType,
  LogDestinationType,
  TrafficType,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, retagEc2, taggedAs } from "./ec2.ts";

type FlowLogAttributes = VpcResources["aws_flow_log"];

/** What can be watched: attribute, EC2's name of the kind, start of its ids. */
const WATCHED = [
  ["vpc_id", "VPC", "vpc-"],
  ["transit_gateway_id", "TransitGateway", "tgw-"],
  ["transit_gateway_attachment_id", "TransitGatewayAttachment", "tgw-attach-"],
  ["subnet_id", "Subnet", "subnet-"],
  ["eni_id", "NetworkInterface", "eni-"],
] as const satisfies readonly (readonly [keyof FlowLogAttributes, FlowLogsResourceType, string])[];

export const awsFlowLog = defineResource<FlowLogAttributes>({
  title: "Flow Log",
  keptBlocks: ["destination_options"],
  named: () => null,

  async create(planned, aws) {
    const input = inputOf(planned);
    const { FlowLogIds, Unsuccessful } = await aws.call("ec2", "CreateFlowLogs", input);
    const [failed] = Unsuccessful ?? [];
    if (failed)
      throw new Refusal(
        `creating Flow Log (${input.ResourceIds?.[0]}): ${failed.ResourceId}: ${failed.Error?.Code}: ${failed.Error?.Message}`,
      );
    return { id: FlowLogIds?.[0] ?? "" };
  },

  async read(state, aws) {
    const answer = await unless(
      aws.call("ec2", "DescribeFlowLogs", { FlowLogIds: [state.id] }),
      "InvalidFlowLogId.NotFound",
    );
    const log = answer?.FlowLogs?.[0];
    return log && flowLogFound(aws, log);
  },

  update: (planned, aws, prior) => retagEc2(aws, prior, planned),

  async delete(prior, aws) {
    await unless(aws.call("ec2", "DeleteFlowLogs", { FlowLogIds: [prior.id] }), "InvalidFlowLogId.NotFound");
  },
});

function inputOf(planned: FlowLogAttributes): CreateFlowLogsRequest {
  const [attribute, type] = WATCHED.find(([name]) => planned[name]) ?? WATCHED[0];
  const [options] = planned.destination_options;
  return {
    ResourceIds: [planned[attribute] ?? ""],
    ResourceType: type,
    LogDestinationType: given(planned.log_destination_type) as LogDestinationType | undefined,
    TrafficType: given(planned.traffic_type) as TrafficType | undefined,
    DeliverCrossAccountRole: given(planned.deliver_cross_account_role),
    DeliverLogsPermissionArn: given(planned.iam_role_arn),
    LogDestination: given(planned.log_destination)?.replace(/:\*$/, ""),
    LogFormat: given(planned.log_format),
    LogGroupName: given(planned.log_group_name),
    MaxAggregationInterval: given(planned.max_aggregation_interval),
    ...(options && {
      DestinationOptions: {
        FileFormat: options.file_format as "plain-text" | "parquet",
        HiveCompatiblePartitions: options.hive_compatible_partitions ?? false,
        PerHourPartition: options.per_hour_partition ?? false,
      },
    }),
    TagSpecifications: taggedAs("vpc-flow-log", planned.tags_all),
  };
}

function flowLogFound(aws: Aws, log: FlowLog) {
  const [watched] = WATCHED.toReversed().filter(([, , start]) => log.ResourceId?.startsWith(start));
  const options = log.DestinationOptions;
  return {
    arn: ec2Arn(aws, undefined, `vpc-flow-log/${log.FlowLogId}`),
    deliver_cross_account_role: log.DeliverCrossAccountRole,
    destination_options: options
      ? [
          {
            file_format: options.FileFormat,
            hive_compatible_partitions: options.HiveCompatiblePartitions,
            per_hour_partition: options.PerHourPartition,
          },
        ]
      : [],
    iam_role_arn: log.DeliverLogsPermissionArn,
    log_destination: log.LogDestination,
    log_destination_type: log.LogDestinationType,
    log_format: log.LogFormat,
    log_group_name: log.LogGroupName,
    max_aggregation_interval: log.MaxAggregationInterval,
    traffic_type: log.TrafficType,
    ...(watched && { [watched[0]]: log.ResourceId }),
    tags: tagMap(log.Tags),
  };
}
