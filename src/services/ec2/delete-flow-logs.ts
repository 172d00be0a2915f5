import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { removeResource, requireResource } from "./resources.ts";

export const deleteFlowLogs: Operation<typeof Ec2, "DeleteFlowLogs"> = ({ FlowLogIds = [] }, context) => {
  for (const id of FlowLogIds) requireResource(context, "vpc-flow-log", id);
  for (const id of FlowLogIds) removeResource(context, "vpc-flow-log", id);
  return { Unsuccessful: [] };
};
