import { createHmac } from "node:crypto";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { failureText, unless } from "../framework/call-error.ts";
import { awsTime } from "../framework/time.ts";
import type { IamResources } from "../schema/iam.generated.ts";

export const awsIamAccessKey = defineResource<IamResources["aws_iam_access_key"]>({
  title: "IAM Access Key",
  named: (planned) => planned.user,

  async create(planned, aws, keep) {
    if (planned.pgp_key) throw new Refusal("secrets encrypted with a PGP key are not supported");
    const { AccessKey } = await aws.call("iam", "CreateAccessKey", { UserName: planned.user });
    const id = AccessKey?.AccessKeyId ?? "";
    keep(id);
    const secret = AccessKey?.SecretAccessKey ?? "";
    if (planned.status === "Inactive")
      await aws.call("iam", "UpdateAccessKey", { UserName: planned.user, AccessKeyId: id, Status: "Inactive" });
    return { id, secret, ses_smtp_password_v4: smtpPassword(aws, secret) };
  },

  async read(state, aws) {
    const answer = await unless(aws.call("iam", "ListAccessKeys", { UserName: state.user }), "NoSuchEntity");
    const key = answer?.AccessKeyMetadata?.find((one) => one.AccessKeyId === state.id);
    if (!key) return undefined;
    return { create_date: awsTime(key.CreateDate), status: key.Status, user: key.UserName ?? state.user };
  },

  async update(planned, aws) {
    await aws.call("iam", "UpdateAccessKey", {
      UserName: planned.user,
      AccessKeyId: planned.id,
      Status: planned.status as "Active" | "Inactive",
    });
  },

  async importId(id, aws) {
    try {
      const { UserName } = await aws.call("iam", "GetAccessKeyLastUsed", { AccessKeyId: id });
      return { user: UserName };
    } catch (error) {
      throw new Refusal(`fetching IAM Access Key (${id}) username via GetAccessKeyLastUsed: ${failureText(error)}`);
    }
  },

  async delete(prior, aws) {
    await unless(aws.call("iam", "DeleteAccessKey", { UserName: prior.user, AccessKeyId: prior.id }), "NoSuchEntity");
  },
});

/** The password for SES's SMTP interface: a signature of fixed words, https://docs.aws.amazon.com/ses/ "SMTP credentials". */
function smtpPassword(aws: Aws, secret: string): string {
  let key = Buffer.from(`AWS4${secret}`);
  for (const word of ["11111111", aws.region, "ses", "aws4_request", "SendRawEmail"])
    key = createHmac("sha256", key).update(word).digest();
  return Buffer.concat([Buffer.from([4]), key]).toString("base64");
}
