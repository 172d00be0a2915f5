import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { dependencyViolation } from "./fault.ts";
import { endAssociations } from "./group-vpc-associations.ts";
import { allResources } from "./resources.ts";
import { removeSecurityGroup, requireGroup } from "./security-groups.ts";

export const deleteSecurityGroup: Operation<typeof Ec2, "DeleteSecurityGroup"> = (input, context) => {
  const group = requireGroup(context, input);
  if (group.GroupName === "default") {
    throw new ServiceException(
      "CannotDelete",
      `the specified group: "${group.GroupId}" name: "default" cannot be deleted by a user`,
    );
  }
  const used = allResources(context, "network-interface").some(({ Groups }) =>
    Groups?.some(({ GroupId }) => GroupId === group.GroupId),
  );
  const referenced = allResources(context, "security-group-rule").some(
    ({ GroupId, ReferencedGroupInfo }) => GroupId !== group.GroupId && ReferencedGroupInfo?.GroupId === group.GroupId,
  );
  if (used || referenced) throw dependencyViolation(`resource ${group.GroupId} has a dependent object`);
  endAssociations(context, group.GroupId);
  removeSecurityGroup(context, group.GroupId);
  return { Return: true, GroupId: group.GroupId };
};
