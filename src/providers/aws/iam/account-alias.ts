import { defineDataSource, defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import type { IamDataSources } from "../schema/iam-data.generated.ts";

export const awsIamAccountAlias = defineResource<IamResources["aws_iam_account_alias"]>({
  title: "IAM Account Alias",
  named: (planned) => planned.account_alias,
  async create({ account_alias }, aws) {
    await aws.call("iam", "CreateAccountAlias", { AccountAlias: account_alias });
    return { id: account_alias };
  },
  async read(state, aws) {
    const { AccountAliases = [] } = await aws.call("iam", "ListAccountAliases", {});
    return AccountAliases.includes(state.id) ? { account_alias: state.id } : undefined;
  },
  async delete(prior, aws) {
    await unless(aws.call("iam", "DeleteAccountAlias", { AccountAlias: prior.id }), "NoSuchEntity");
  },
});

export const awsIamAccountAliasData = defineDataSource<IamDataSources["aws_iam_account_alias"]>({
  title: "IAM Account Alias",
  async read(_, aws) {
    const { AccountAliases: [alias] = [] } = await aws.call("iam", "ListAccountAliases", {});
    if (alias === undefined) throw new Refusal("reading IAM Account Alias: empty result");
    return { id: alias, account_alias: alias };
  },
});
