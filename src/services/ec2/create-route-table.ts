import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import { requireResource, saveResource } from "./resources.ts";
import { routeTableDetail } from "./route-tables.ts";
import { localRoutes } from "./vpc-defaults.ts";

export const createRouteTable: Operation<typeof Ec2, "CreateRouteTable"> = (
  { VpcId, TagSpecifications, ClientToken },
  context,
) => {
  const vpc = requireResource(context, "vpc", VpcId);
  const tags = requestedTags(TagSpecifications, "route-table");
  const id = newId("rtb");
  const table: Ec2.RouteTable = {
    RouteTableId: id,
    VpcId: vpc.VpcId,
    OwnerId: context.account,
    Associations: [],
    PropagatingVgws: [],
    Routes: localRoutes(vpc),
  };
  saveResource(context, "route-table", id, table);
  addTags(context, id, tags);
  return { RouteTable: routeTableDetail(context, table), ClientToken };
};
