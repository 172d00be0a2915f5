import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import { requireResource, saveResource } from "./resources.ts";

const DEFAULT_FORMAT =
  "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

export const createFlowLogs: Operation<typeof Ec2, "CreateFlowLogs"> = async (input, context) => {
  const tags = requestedTags(input.TagSpecifications, "vpc-flow-log");
  const type = input.LogDestinationType ?? "cloud-watch-logs";
  if (input.LogDestination === undefined && input.LogGroupName === undefined) {
    // Source: AWS, recorded.
    throw new ServiceException("InvalidParameter", "LogDestination can't be empty if LogGroupName is not provided.");
  }
  if (type === "cloud-watch-logs" && input.DeliverLogsPermissionArn === undefined) {
    throw new ServiceException(
      "InvalidParameter",
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    );
  }
  const missing = type === "s3" ? await missingBucket(context, input.LogDestination ?? "") : undefined;
  if (missing !== undefined) {
    return {
      FlowLogIds: [],
      Unsuccessful: (input.ResourceIds ?? []).map((ResourceId) => ({
        ResourceId,
        Error: { Code: "400", Message: `LogDestination: ${missing} does not exist` },
      })),
    };
  }
  const kind = ({ VPC: "vpc", Subnet: "subnet", NetworkInterface: "network-interface" } as const)[
    input.ResourceType as "VPC" | "Subnet" | "NetworkInterface"
  ];
  const ids = (input.ResourceIds ?? []).map((resourceId) => {
    requireResource(context, kind, resourceId);
    const id = newId("fl");
    saveResource(context, "vpc-flow-log", id, {
      FlowLogId: id,
      FlowLogStatus: "ACTIVE",
      ResourceId: resourceId,
      CreationTime: new Date(context.clock.now()),
      DeliverLogsStatus: "SUCCESS",
      LogDestinationType: type,
      LogDestination: input.LogDestination ?? logGroupArn(context, input.LogGroupName ?? ""),
      LogGroupName: input.LogGroupName ?? groupNameIn(input.LogDestination, type),
      LogFormat: input.LogFormat ?? DEFAULT_FORMAT,
      MaxAggregationInterval: input.MaxAggregationInterval ?? 600,
      TrafficType: input.TrafficType,
      ...(input.DeliverLogsPermissionArn === undefined
        ? {}
        : { DeliverLogsPermissionArn: input.DeliverLogsPermissionArn }),
      ...(input.DeliverCrossAccountRole === undefined
        ? {}
        : { DeliverCrossAccountRole: input.DeliverCrossAccountRole }),
      ...(input.DestinationOptions === undefined ? {} : { DestinationOptions: input.DestinationOptions }),
    });
    addTags(context, id, tags);
    return id;
  });
  return {
    FlowLogIds: ids,
    Unsuccessful: [],
    ...(input.ClientToken === undefined ? {} : { ClientToken: input.ClientToken }),
  };
};

function logGroupArn({ partition, region, account }: OperationContext, name: string): string {
  return `arn:${partition}:logs:${region}:${account}:log-group:${name}`;
}

function groupNameIn(destination: string | undefined, type: Ec2.LogDestinationType): string | undefined {
  return type === "cloud-watch-logs" ? destination?.split(":")[6] : undefined;
}

async function missingBucket(context: OperationContext, destination: string): Promise<string | undefined> {
  const bucket = destination.split(":::")[1]?.split("/")[0] ?? "";
  try {
    await context.call("s3", "HeadBucket", { Bucket: bucket });
    return undefined;
  } catch (error) {
    if (error instanceof ServiceException && error.code !== "NotImplemented") return bucket;
    throw error;
  }
}
