import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidParameter } from "./fault.ts";
import { allResources, requireResource, saveResource } from "./resources.ts";

export const attachInternetGateway: Operation<typeof Ec2, "AttachInternetGateway"> = (
  { InternetGatewayId, VpcId },
  context,
) => {
  const gateway = requireResource(context, "internet-gateway", InternetGatewayId);
  const vpc = requireResource(context, "vpc", VpcId);
  const attached = gateway.Attachments?.[0]?.VpcId;
  if (attached !== undefined) {
    throw new ServiceException(
      "Resource.AlreadyAssociated",
      `resource ${InternetGatewayId} is already attached to network ${attached}`,
    );
  }
  const others = allResources(context, "internet-gateway");
  if (others.some(({ Attachments }) => Attachments?.some((one) => one.VpcId === vpc.VpcId))) {
    throw invalidParameter(`Network ${VpcId} already has an internet gateway attached`);
  }
  saveResource(context, "internet-gateway", gateway.InternetGatewayId, {
    ...gateway,
    // EC2 says "available" for this attachment, a word the model's enumeration does not have.
    Attachments: [{ State: "available" as "attached", VpcId: vpc.VpcId }],
  });
  return {};
};
