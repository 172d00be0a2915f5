/** Links to network load balancers of a VPC: kept, and ready at once; nothing is reached through them. */
import type { VpcLink } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { allOwn, badRequest, newId, type Place, removeOwn, requireOwn, saveOwn } from "./store.ts";

const requireVpcLink = (place: Place, id: string | undefined): VpcLink =>
  requireOwn(place, "vpc-link", id, "Invalid Vpc Link identifier specified");

export const createVpcLink: Operation<ApiGateway, "CreateVpcLink"> = (input, context) => {
  for (const arn of input.targetArns ?? [])
    if (!/^arn:[^:]+:[^:]+:/.test(arn)) throw badRequest(`Invalid ARN. ARN is not well formed ${arn}`);
  const id = newId();
  const link: VpcLink = {
    id,
    name: input.name,
    ...(input.description !== undefined && { description: input.description }),
    targetArns: input.targetArns,
    status: "AVAILABLE",
    statusMessage: "Your vpc link is ready for use",
    tags: input.tags ?? {},
  };
  return { ...saveOwn(context, "vpc-link", [id], link), status: "PENDING", statusMessage: undefined };
};

export const getVpcLink: Operation<ApiGateway, "GetVpcLink"> = ({ vpcLinkId }, context) =>
  requireVpcLink(context, vpcLinkId);

export const getVpcLinks: Operation<ApiGateway, "GetVpcLinks"> = (input, context) =>
  page(allOwn<VpcLink>(context, "vpc-link"), input);

const PATHS = paths({ "/name": "text", "/description": ["text", "description", "replace remove"] });

export const updateVpcLink: Operation<ApiGateway, "UpdateVpcLink"> = ({ vpcLinkId, patchOperations }, context) =>
  saveOwn(
    context,
    "vpc-link",
    [vpcLinkId as string],
    patched(requireVpcLink(context, vpcLinkId), patchOperations, PATHS),
  );

export const deleteVpcLink: Operation<ApiGateway, "DeleteVpcLink"> = ({ vpcLinkId }, context) => {
  requireVpcLink(context, vpcLinkId);
  removeOwn(context, "vpc-link", vpcLinkId as string);
  return {};
};
