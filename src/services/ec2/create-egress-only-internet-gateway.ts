import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags, tagsOf } from "./resource-tags.ts";
import { requireResource, saveResource } from "./resources.ts";

export const createEgressOnlyInternetGateway: Operation<typeof Ec2, "CreateEgressOnlyInternetGateway"> = (
  { VpcId, TagSpecifications, ClientToken },
  context,
) => {
  const tags = requestedTags(TagSpecifications, "egress-only-internet-gateway");
  const vpc = requireResource(context, "vpc", VpcId);
  const id = newId("eigw");
  saveResource(context, "egress-only-internet-gateway", id, {
    EgressOnlyInternetGatewayId: id,
    Attachments: [{ State: "attached", VpcId: vpc.VpcId }],
  });
  addTags(context, id, tags);
  return {
    ClientToken,
    EgressOnlyInternetGateway: {
      ...requireResource(context, "egress-only-internet-gateway", id),
      Tags: tagsOf(context, id),
    },
  };
};
