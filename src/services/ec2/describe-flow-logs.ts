import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import { tagsOf } from "./resource-tags.ts";

export const describeFlowLogs: Operation<typeof Ec2, "DescribeFlowLogs"> = (
  { FlowLogIds, Filter, MaxResults, NextToken },
  context,
) => {
  const { items, next } = describeResources(context, "vpc-flow-log", {
    ids: FlowLogIds,
    Filters: Filter,
    MaxResults,
    NextToken,
  });
  return { FlowLogs: items.map((log) => ({ ...log, Tags: tagsOf(context, log.FlowLogId) })), ...next };
};
