import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { dependencyViolation } from "./fault.ts";
import { allResources, requireResource, saveResource } from "./resources.ts";

export const detachInternetGateway: Operation<typeof Ec2, "DetachInternetGateway"> = (
  { InternetGatewayId, VpcId },
  context,
) => {
  const gateway = requireResource(context, "internet-gateway", InternetGatewayId);
  requireResource(context, "vpc", VpcId);
  if (!gateway.Attachments?.some((one) => one.VpcId === VpcId)) {
    throw new ServiceException(
      "Gateway.NotAttached",
      `resource ${InternetGatewayId} is not attached to network ${VpcId}`,
    );
  }
  const mapped = allResources(context, "network-interface").some(
    (one) => one.VpcId === VpcId && one.Association?.PublicIp !== undefined,
  );
  if (mapped) {
    throw dependencyViolation(
      `Network ${VpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    );
  }
  saveResource(context, "internet-gateway", InternetGatewayId, { ...gateway, Attachments: [] });
  return {};
};
