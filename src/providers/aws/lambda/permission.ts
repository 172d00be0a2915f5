import { defineResource, Refusal } from "../framework/behaviour.ts";
import { isRefusal, unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import { chosenName, prefixOf } from "../framework/names.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import { functionNameOf } from "./names.ts";

interface Statement {
  readonly Sid?: string;
  readonly Action?: string;
  readonly Principal?: string | Readonly<Record<string, string>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly Resource?: string;
}

export const awsLambdaPermission = defineResource<LambdaResources["aws_lambda_permission"]>({
  title: "Lambda Permission",
  words: {
    creating: (planned) => `adding Lambda Permission (${planned.function_name}/${planned.statement_id ?? ""})`,
    deleting: (prior) => `removing Lambda Permission (${prior.function_name}/${prior.id})`,
    reading: (state) => `reading Lambda Permission (${state.function_name}/${state.id})`,
  },
  named: (planned) => `${planned.function_name}/${planned.statement_id}`,
  // A function's name and its ARN stand for the same function.
  equivalent: { function_name: (prior, next) => functionNameOf(prior) === functionNameOf(next) },

  async create(planned, aws) {
    const StatementId = chosenName(aws, planned.statement_id, planned.statement_id_prefix);
    const input = {
      Action: planned.action,
      FunctionName: planned.function_name,
      Principal: planned.principal,
      StatementId,
      EventSourceToken: given(planned.event_source_token),
      FunctionUrlAuthType: given(planned.function_url_auth_type) as "NONE" | "AWS_IAM" | undefined,
      PrincipalOrgID: given(planned.principal_org_id),
      Qualifier: given(planned.qualifier),
      SourceAccount: given(planned.source_account),
      SourceArn: given(planned.source_arn),
    };
    // Published configurations name an alias here that is made at the same time, and rely on the provider's patience.
    await aws.beside(
      (error) => isRefusal(error, "ResourceNotFoundException", "ResourceConflictException"),
      () => aws.call("lambda", "AddPermission", input),
    );
    return { id: StatementId, statement_id: StatementId };
  },

  async read(state, aws) {
    const answer = await unless(
      aws.call("lambda", "GetPolicy", { FunctionName: state.function_name, Qualifier: given(state.qualifier) }),
      "ResourceNotFoundException",
    );
    const { Statement: statements = [] } = JSON.parse(answer?.Policy ?? "{}") as { Statement?: Statement[] };
    const statement = statements.find((one) => one.Sid === state.id);
    if (!statement) return undefined;
    const { Principal, Condition = {}, Resource = "" } = statement;
    const qualifier = /:function:[^:]+:(.+)$/.exec(Resource)?.[1];
    return {
      action: statement.Action,
      function_name: state.function_name?.startsWith("arn:") ? state.function_name : functionNameOf(Resource),
      qualifier,
      principal: typeof Principal === "string" ? Principal : (Principal?.["AWS"] ?? Principal?.["Service"] ?? ""),
      ...conditionsFound(Condition),
      statement_id: statement.Sid,
      statement_id_prefix: prefixOf(statement.Sid),
    };
  },

  async delete(prior, aws) {
    await unless(
      aws.call("lambda", "RemovePermission", {
        FunctionName: prior.function_name,
        StatementId: prior.id,
        Qualifier: given(prior.qualifier),
      }),
      "ResourceNotFoundException",
    );
  },

  async importId(id, aws) {
    const [functionName, statement, ...rest] = id.split("/");
    if (!functionName || !statement || rest.length > 0)
      throw new Refusal(
        `Unexpected format of ID (${JSON.stringify(id)}), expected FUNCTION_NAME/STATEMENT_ID or FUNCTION_NAME:QUALIFIER/STATEMENT_ID`,
      );
    const [name, qualifier] = functionName.startsWith("arn:") ? [functionName, undefined] : functionName.split(":");
    const there = { FunctionName: name ?? functionName, ...(qualifier && { Qualifier: qualifier }) };
    if (!(await unless(aws.call("lambda", "GetPolicy", there), "ResourceNotFoundException")))
      throw new Refusal("couldn't find resource");
    return {
      id: statement,
      function_name: name ?? functionName,
      statement_id: statement,
      ...(qualifier && { qualifier }),
    };
  },
});

/** Conditions become attributes, all that one operator can hold together; without the operator nothing is written. */
const conditionsFound = ({ StringEquals, ArnLike }: NonNullable<Statement["Condition"]>) => ({
  ...(StringEquals && {
    event_source_token: StringEquals["lambda:EventSourceToken"],
    function_url_auth_type: StringEquals["lambda:FunctionUrlAuthType"],
    principal_org_id: StringEquals["aws:PrincipalOrgID"],
    source_account: StringEquals["AWS:SourceAccount"],
  }),
  ...(ArnLike && { source_arn: ArnLike["AWS:SourceArn"] }),
});
