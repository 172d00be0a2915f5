import { defineDataSource } from "../framework/behaviour.ts";
import type { StsDataSources } from "../schema/sts-data.generated.ts";

export const awsCallerIdentity = defineDataSource<StsDataSources["aws_caller_identity"]>({
  title: "STS Caller Identity",
  async read(_, aws) {
    const { Account, Arn, UserId } = await aws.call("sts", "GetCallerIdentity", {});
    return { id: Account, account_id: Account, arn: Arn, user_id: UserId };
  },
});
