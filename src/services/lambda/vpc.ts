/** A function's place in a VPC: its subnets and groups must exist, and it gets a network interface in each subnet. */
import type { VpcConfig, VpcConfigResponse } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidParameter } from "./fault.ts";

/** The configuration as it will be shown; nothing is made yet, as the request may still be refused. */
export async function vpcSettings(
  context: OperationContext,
  config: VpcConfig | undefined,
): Promise<VpcConfigResponse> {
  const { SubnetIds = [], SecurityGroupIds = [], Ipv6AllowedForDualStack = false } = config ?? {};
  if ((SubnetIds.length === 0) !== (SecurityGroupIds.length === 0)) {
    throw invalidParameter("SubnetIds and SecurityIds must coexist or be both empty list.");
  }
  if (SubnetIds.length === 0) return { SubnetIds: [], SecurityGroupIds: [], VpcId: "", Ipv6AllowedForDualStack: false };
  const subnets = await ec2(context, "DescribeSubnets", { SubnetIds });
  await ec2(context, "DescribeSecurityGroups", { GroupIds: SecurityGroupIds });
  const [first] = (subnets["Subnets"] ?? []) as { readonly VpcId?: string }[];
  return { SubnetIds, SecurityGroupIds, VpcId: first?.VpcId ?? "", Ipv6AllowedForDualStack };
}

/** Makes the interfaces of a function that has been created or changed. */
export async function attachToVpc(
  context: OperationContext,
  functionName: string,
  config: VpcConfigResponse | undefined,
): Promise<void> {
  const { SubnetIds = [], SecurityGroupIds = [] } = config ?? {};
  for (const SubnetId of SubnetIds) await ensureInterface(context, functionName, SubnetId, SecurityGroupIds);
}

/** Removes the interfaces of a function that leaves its VPC or is deleted. */
export async function detachFromVpc(context: OperationContext, functionName: string): Promise<void> {
  const { NetworkInterfaces = [] } = (await context
    .call("ec2", "DescribeNetworkInterfaces", {
      Filters: [{ Name: "description", Values: [`${description(functionName)}*`] }],
    })
    .catch(() => ({}))) as { NetworkInterfaces?: { NetworkInterfaceId?: string; Description?: string }[] };
  for (const { NetworkInterfaceId, Description } of NetworkInterfaces) {
    if (Description !== description(functionName)) continue;
    await context.call("ec2", "DeleteNetworkInterface", { NetworkInterfaceId }).catch(() => undefined);
  }
}

const description = (functionName: string): string => `AWS Lambda VPC ENI-${functionName}`;

async function ensureInterface(
  context: OperationContext,
  functionName: string,
  SubnetId: string,
  Groups: readonly string[],
): Promise<void> {
  const Filters = [
    { Name: "description", Values: [description(functionName)] },
    { Name: "subnet-id", Values: [SubnetId] },
  ];
  const { NetworkInterfaces } = await ec2(context, "DescribeNetworkInterfaces", { Filters });
  if (Array.isArray(NetworkInterfaces) && NetworkInterfaces.length > 0) return;
  const input = { SubnetId, Groups, Description: description(functionName), InterfaceType: "lambda" };
  await ec2(context, "CreateNetworkInterface", input);
}

async function ec2(context: OperationContext, operation: string, input: object): Promise<Record<string, unknown>> {
  try {
    return await context.call("ec2", operation, input);
  } catch (error) {
    if (!(error instanceof ServiceException) || error.code === "NotImplemented") throw error;
    throw invalidParameter(
      `Error occurred while ${operation}. EC2 Error Code: ${error.code}. EC2 Error Message: ${error.message}`,
    );
  }
}
