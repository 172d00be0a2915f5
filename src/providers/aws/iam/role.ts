import { defineResource } from "../framework/behaviour.ts";
import type { IamResources } from "../schema/iam.generated.ts";

export const awsIamRole = defineResource<IamResources["aws_iam_role"]>({
  title: "IAM Role",
  async create(planned, aws) {
    const { Role } = await aws.call("iam", "CreateRole", {
      RoleName: planned.name ?? "",
      AssumeRolePolicyDocument: planned.assume_role_policy,
    });
    return { id: Role?.RoleName ?? "" };
  },
  async read(state, aws) {
    const { Role } = await aws.call("iam", "GetRole", { RoleName: state.id });
    return { arn: Role?.Arn, description: Role?.Description };
  },
  async delete(prior, aws) {
    await aws.call("iam", "DeleteRole", { RoleName: prior.id });
  },
});
