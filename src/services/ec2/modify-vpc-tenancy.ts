import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource } from "./resources.ts";

export const modifyVpcTenancy: Operation<typeof Ec2, "ModifyVpcTenancy"> = ({ VpcId, InstanceTenancy }, context) => {
  const vpc = requireResource(context, "vpc", VpcId);
  saveResource(context, "vpc", vpc.VpcId, { ...vpc, InstanceTenancy });
  return { ReturnValue: true };
};
