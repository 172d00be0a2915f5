import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags, tagsOf } from "./resource-tags.ts";
import { requireResource, saveResource } from "./resources.ts";

export const createInternetGateway: Operation<typeof Ec2, "CreateInternetGateway"> = (
  { TagSpecifications },
  context,
) => {
  const tags = requestedTags(TagSpecifications, "internet-gateway");
  const id = newId("igw");
  saveResource(context, "internet-gateway", id, { InternetGatewayId: id, OwnerId: context.account, Attachments: [] });
  addTags(context, id, tags);
  return {
    InternetGateway: { ...requireResource(context, "internet-gateway", id), Tags: tagsOf(context, id) },
  };
};
