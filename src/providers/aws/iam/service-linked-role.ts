import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import { tagList, tagMap } from "../framework/tags.ts";
import { awsTime } from "../framework/time.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { retag } from "./tags.ts";

/** The service, the role's name and the suffix in a service-linked role's ARN. */
function parts(arn: string): { readonly service: string; readonly name: string; readonly suffix: string } {
  const match = /:role\/aws-service-role\/([^/]+)\/(AWSServiceRoleFor[^_]+(?:_(.+))?)$/.exec(arn);
  if (!match) throw new Refusal(`unexpected format of ID (${arn}), expected a service-linked role's ARN`);
  return { service: match[1] ?? "", name: match[2] ?? "", suffix: match[3] ?? "" };
}

export const awsIamServiceLinkedRole = defineResource<IamResources["aws_iam_service_linked_role"]>({
  title: "IAM Service Linked Role",
  named: (planned) => planned.aws_service_name,

  async create(planned, aws, keep) {
    const { Role } = await aws.call("iam", "CreateServiceLinkedRole", {
      AWSServiceName: planned.aws_service_name,
      CustomSuffix: given(planned.custom_suffix),
      Description: given(planned.description),
    });
    const id = Role?.Arn ?? "";
    keep(id);
    const Tags = tagList(planned.tags_all);
    if (Tags.length > 0) await aws.call("iam", "TagRole", { RoleName: Role?.RoleName, Tags });
    return { id };
  },

  async read(state, aws) {
    const { service, name, suffix } = parts(state.id);
    const answer = await unless(aws.call("iam", "GetRole", { RoleName: name }), "NoSuchEntity");
    const role = answer?.Role;
    if (!role) return undefined;
    return {
      arn: role.Arn,
      aws_service_name: service,
      create_date: awsTime(role.CreateDate),
      custom_suffix: suffix,
      description: role.Description,
      name: role.RoleName,
      path: role.Path,
      unique_id: role.RoleId,
      tags: tagMap(role.Tags),
    };
  },

  async update(planned, aws, prior) {
    const RoleName = parts(planned.id).name;
    if (differs(prior, planned, "description"))
      await aws.call("iam", "UpdateRole", { RoleName, Description: planned.description ?? "" });
    await retag(
      prior,
      planned,
      (Tags) => aws.call("iam", "TagRole", { RoleName, Tags }),
      (TagKeys) => aws.call("iam", "UntagRole", { RoleName, TagKeys }),
    );
  },

  async delete(prior, aws) {
    const RoleName = parts(prior.id).name;
    const task = await unless(aws.call("iam", "DeleteServiceLinkedRole", { RoleName }), "NoSuchEntity");
    if (!task) return;
    await aws.until(`IAM Service Linked Role (${prior.id}) delete`, async () => {
      const { Status, Reason } = await aws.call("iam", "GetServiceLinkedRoleDeletionStatus", {
        DeletionTaskId: task.DeletionTaskId,
      });
      if (Status === "FAILED") throw new Refusal(Reason?.Reason ?? "the role is still in use");
      return Status === "SUCCEEDED" ? true : undefined;
    });
  },
});
