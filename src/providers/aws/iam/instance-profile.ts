import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { failureText, unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import { chosenName, prefixOf } from "../framework/names.ts";
import { tagMap } from "../framework/tags.ts";
import { awsTime } from "../framework/time.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { iamTags, retag } from "./tags.ts";

export const awsIamInstanceProfile = defineResource<IamResources["aws_iam_instance_profile"]>({
  title: "IAM Instance Profile",
  named: (planned) => planned.name,

  async create(planned, aws, keep) {
    const InstanceProfileName = chosenName(aws, planned.name, planned.name_prefix);
    await aws.call("iam", "CreateInstanceProfile", {
      InstanceProfileName,
      Path: planned.path ?? undefined,
      ...iamTags(planned.tags_all),
    });
    keep(InstanceProfileName);
    if (planned.role) await addRole(aws, InstanceProfileName, planned.role);
    return { id: InstanceProfileName };
  },

  async read(state, aws) {
    const answer = await unless(
      aws.call("iam", "GetInstanceProfile", { InstanceProfileName: state.id }),
      "NoSuchEntity",
    );
    const profile = answer?.InstanceProfile;
    if (!profile) return undefined;
    return {
      arn: profile.Arn,
      create_date: awsTime(profile.CreateDate),
      name: profile.InstanceProfileName,
      name_prefix: prefixOf(profile.InstanceProfileName),
      path: profile.Path,
      role: profile.Roles?.[0]?.RoleName,
      unique_id: profile.InstanceProfileId,
      tags: tagMap(profile.Tags),
    };
  },

  async update(planned, aws, prior) {
    const InstanceProfileName = planned.id;
    if (differs(prior, planned, "role")) {
      const [before, after] = [given(prior.role), given(planned.role)];
      if (before)
        await unless(
          aws.call("iam", "RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName: before }),
          "NoSuchEntity",
        );
      if (after) await addRole(aws, InstanceProfileName, after);
    }
    await retag(
      prior,
      planned,
      (Tags) => aws.call("iam", "TagInstanceProfile", { InstanceProfileName, Tags }),
      (TagKeys) => aws.call("iam", "UntagInstanceProfile", { InstanceProfileName, TagKeys }),
    );
  },

  async delete(prior, aws) {
    const InstanceProfileName = prior.id;
    if (prior.role)
      await unless(
        aws.call("iam", "RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName: prior.role }),
        "NoSuchEntity",
      );
    await unless(aws.call("iam", "DeleteInstanceProfile", { InstanceProfileName }), "NoSuchEntity");
  },
});

/** A failure is told as one of this step alone. */
async function addRole(aws: Aws, InstanceProfileName: string, RoleName: string): Promise<void> {
  try {
    await aws.call("iam", "AddRoleToInstanceProfile", { InstanceProfileName, RoleName });
  } catch (error) {
    const step = `adding IAM Role (${RoleName}) to IAM Instance Profile (${InstanceProfileName})`;
    throw new Refusal(`${step}: ${failureText(error)}`, "", true);
  }
}
