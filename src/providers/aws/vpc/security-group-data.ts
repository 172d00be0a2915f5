import { defineDataSource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";
import { ec2Arn } from "./ec2.ts";
import { lookUpFilters, theOne } from "./lookup.ts";

export const awsSecurityGroupData = defineDataSource<VpcDataSources["aws_security_group"]>({
  title: "EC2 Security Group",
  async read(config, aws) {
    const answer = await unless(
      aws.call("ec2", "DescribeSecurityGroups", {
        GroupIds: given(config.id) === undefined ? undefined : [config.id ?? ""],
        Filters: lookUpFilters({ "group-name": config.name, "vpc-id": config.vpc_id }, config),
      }),
      "InvalidGroup.NotFound",
      "InvalidGroupId.Malformed",
    );
    const group = theOne(answer?.SecurityGroups, "EC2 Security Group");
    return {
      id: group.GroupId,
      arn: ec2Arn(aws, group.OwnerId, `security-group/${group.GroupId}`),
      description: group.Description,
      name: group.GroupName,
      vpc_id: group.VpcId,
      tags: tagMap(group.Tags),
    };
  },
});

export const awsSecurityGroups = defineDataSource<VpcDataSources["aws_security_groups"]>({
  title: "EC2 Security Groups",
  async read(config, aws) {
    const groups = await everyPage(
      (NextToken) => aws.call("ec2", "DescribeSecurityGroups", { Filters: lookUpFilters({}, config), NextToken }),
      (answer) => answer.SecurityGroups,
      (answer) => answer.NextToken,
    );
    return {
      id: aws.region,
      arns: groups.map((group) => ec2Arn(aws, group.OwnerId, `security-group/${group.GroupId}`)),
      ids: groups.map((group) => group.GroupId ?? ""),
      vpc_ids: groups.map((group) => group.VpcId ?? ""),
    };
  },
});
