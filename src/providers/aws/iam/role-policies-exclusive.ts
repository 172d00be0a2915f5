import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { without } from "../framework/given.ts";
import { standardWords } from "../framework/words.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { inlinePolicyNames, ofRole } from "./role-policies.ts";

type Exclusive = IamResources["aws_iam_role_policies_exclusive"];

/** Takes every inline policy away that is not on the list; adds none. */
export const awsIamRolePoliciesExclusive = defineResource<Exclusive>({
  title: "IAM Role Policies Exclusive",
  cause: "again",
  words: standardWords("AWS IAM (Identity & Access Management) Role Policies Exclusive", ({ role_name }) => role_name),
  async create(planned, aws) {
    await enforce(planned, aws);
    return { id: planned.role_name };
  },
  async read(state, aws) {
    const names = await unless(inlinePolicyNames(aws, state.role_name), "NoSuchEntity");
    return names && { policy_names: names };
  },
  update: (planned, aws) => enforce(planned, aws),
  delete: () => Promise.resolve(),
  importId: (id) => ({ role_name: id }),
});

async function enforce({ role_name: RoleName, policy_names }: Exclusive, aws: Aws): Promise<void> {
  for (const PolicyName of without(await ofRole(inlinePolicyNames(aws, RoleName)), policy_names))
    await aws.call("iam", "DeleteRolePolicy", { RoleName, PolicyName });
}
