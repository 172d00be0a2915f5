import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidParameter, missingParameter } from "./fault.ts";
import { checkGroupText } from "./group-text.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags, tagsOf } from "./resource-tags.ts";
import { allResources, requireResource, saveResource } from "./resources.ts";
import { allowAllEgress, groupArn } from "./security-groups.ts";

export const createSecurityGroup: Operation<typeof Ec2, "CreateSecurityGroup"> = (input, context) => {
  const { GroupName: name = "", Description: description, VpcId } = input;
  const tags = requestedTags(input.TagSpecifications, "security-group");
  if (description === undefined) throw missingParameter("GroupDescription");
  if (name === "default") throw invalidParameter("Cannot use reserved security group name: default");
  if (name.startsWith("sg-")) {
    throw invalidParameter(`Invalid security group name '${name}'. Group names may not begin with 'sg-'.`);
  }
  checkGroupText(description, "GroupDescription", "security group description");
  checkGroupText(name, "GroupName", "security group name");
  const vpc =
    VpcId === undefined
      ? allResources(context, "vpc").find(({ IsDefault }) => IsDefault)
      : requireResource(context, "vpc", VpcId);
  if (!vpc?.VpcId) throw new ServiceException("VPCIdNotSpecified", "No default VPC for this user");
  if (allResources(context, "security-group").some((one) => one.VpcId === vpc.VpcId && one.GroupName === name)) {
    throw new ServiceException(
      "InvalidGroup.Duplicate",
      `The security group '${name}' already exists for VPC '${vpc.VpcId}'`,
    );
  }
  const id = newId("sg");
  saveResource(context, "security-group", id, {
    GroupId: id,
    GroupName: name,
    Description: description,
    VpcId: vpc.VpcId,
  });
  const egress = allowAllEgress(context, id, newId("sgr"));
  saveResource(context, "security-group-rule", egress.SecurityGroupRuleId, egress);
  addTags(context, id, tags);
  return { GroupId: id, SecurityGroupArn: groupArn(context, id), Tags: tagsOf(context, id) };
};
