import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import type { IamDataSources } from "../schema/iam-data.generated.ts";

/** The role behind an assumed-role session; anything else is its own issuer. */
export const awsIamSessionContext = defineDataSource<IamDataSources["aws_iam_session_context"]>({
  title: "IAM Session Context",
  async read({ arn }, aws) {
    const [, name, session] = /^arn:[^:]+:sts::\d+:assumed-role\/(?:.+\/)?([^/]+)\/([^/]+)$/.exec(arn) ?? [];
    if (!name || !session) return { id: arn, issuer_arn: arn, issuer_id: "", issuer_name: "", session_name: "" };
    const answer = await unless(aws.call("iam", "GetRole", { RoleName: name }), "NoSuchEntity");
    if (!answer?.Role) throw new Refusal(`unable to get role (${name}): empty result`);
    const { Arn, RoleId } = answer.Role;
    return { id: arn, issuer_arn: Arn, issuer_id: RoleId, issuer_name: name, session_name: session };
  },
});
