import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { allResources, requireResource } from "./resources.ts";

/** The VPCs at the other end of a peering connection whose groups name one of these groups in a rule. */
export const describeSecurityGroupReferences: Operation<typeof Ec2, "DescribeSecurityGroupReferences"> = (
  { GroupId = [] },
  context,
) => ({
  SecurityGroupReferenceSet: GroupId.flatMap((id) => {
    const { VpcId } = requireResource(context, "security-group", id);
    return allResources(context, "vpc-peering-connection").flatMap((connection) => {
      if (connection.Status?.Code !== "active") return [];
      const ends = [connection.RequesterVpcInfo?.VpcId, connection.AccepterVpcInfo?.VpcId];
      const ReferencingVpcId = ends[0] === VpcId ? ends[1] : ends[0];
      const { VpcPeeringConnectionId } = connection;
      const refers = allResources(context, "security-group-rule").some(
        ({ GroupId: owner = "", ReferencedGroupInfo }) =>
          ReferencedGroupInfo?.GroupId === id &&
          requireResource(context, "security-group", owner).VpcId === ReferencingVpcId,
      );
      return ends.includes(VpcId) && refers ? [{ GroupId: id, ReferencingVpcId, VpcPeeringConnectionId }] : [];
    });
  }),
});
