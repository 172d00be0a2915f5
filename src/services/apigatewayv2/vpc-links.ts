/** VPC links: stored; requests through one reach the same machine as any other. */
import type { VpcLink } from "@aws-sdk/client-apigatewayv2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { page } from "./page.ts";
import { newPartId } from "./store.ts";

const prefix = ({ account, region }: OperationContext): Key => ["apigatewayv2", account, region, "vpc-link"];
const keyOf = (context: OperationContext, id: string): Key => [...prefix(context), id];

export function requireVpcLink(context: OperationContext, id: string | undefined): VpcLink {
  const link = context.store.get<VpcLink>(keyOf(context, id ?? ""));
  if (!link) throw new ServiceException("NotFoundException", `VpcLink not found: ${id}`);
  return link;
}

export function saveVpcLink(context: OperationContext, link: VpcLink): void {
  context.store.put(keyOf(context, link.VpcLinkId ?? ""), link);
}

export const createVpcLink: Operation<ApiGatewayV2, "CreateVpcLink"> = async (input, context) => {
  // EC2 says which subnet or group it does not know.
  await context.call("ec2", "DescribeSubnets", { SubnetIds: input.SubnetIds });
  if (input.SecurityGroupIds?.length) {
    await context.call("ec2", "DescribeSecurityGroups", { GroupIds: input.SecurityGroupIds });
  }
  const link: VpcLink = {
    VpcLinkId: newPartId(),
    Name: input.Name,
    SubnetIds: input.SubnetIds,
    SecurityGroupIds: input.SecurityGroupIds ?? [],
    CreatedDate: new Date(wholeSeconds(context.clock.now())),
    Tags: input.Tags ?? {},
    VpcLinkStatus: "AVAILABLE",
    VpcLinkStatusMessage: "VPC link is ready to route traffic",
    VpcLinkVersion: "V2",
  };
  saveVpcLink(context, link);
  return { ...link, VpcLinkStatus: "PENDING", VpcLinkStatusMessage: "VPC link is provisioning ENIs" };
};

export const getVpcLink: Operation<ApiGatewayV2, "GetVpcLink"> = ({ VpcLinkId }, context) =>
  requireVpcLink(context, VpcLinkId);

export const getVpcLinks: Operation<ApiGatewayV2, "GetVpcLinks"> = (input, context) =>
  page(
    [...context.store.range<VpcLink>({ prefix: prefix(context) })].map(({ value }) => value),
    input,
  );

export const updateVpcLink: Operation<ApiGatewayV2, "UpdateVpcLink"> = ({ VpcLinkId, Name }, context) => {
  const link = requireVpcLink(context, VpcLinkId);
  const next = { ...link, Name: Name ?? link.Name };
  saveVpcLink(context, next);
  return next;
};

export const deleteVpcLink: Operation<ApiGatewayV2, "DeleteVpcLink"> = ({ VpcLinkId }, context) => {
  context.store.delete(keyOf(context, requireVpcLink(context, VpcLinkId).VpcLinkId ?? ""));
  return {};
};
