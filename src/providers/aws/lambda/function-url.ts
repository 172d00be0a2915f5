import type { Cors, FunctionUrlAuthType, InvokeMode } from "@aws-sdk/client-lambda";
import { defineDataSource, defineResource, type FoundIn } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import type { LambdaDataSources } from "../schema/lambda-data.generated.ts";
import { functionNameOf } from "./names.ts";

type FunctionUrl = LambdaResources["aws_lambda_function_url"];

/** Ids are `name` or `name/qualifier`. */
const parts = (id: string) => {
  const [FunctionName = "", Qualifier] = id.startsWith("arn:") ? [id] : id.split("/");
  return { FunctionName, Qualifier };
};

export const awsLambdaFunctionUrl = defineResource<FunctionUrl>({
  title: "Lambda Function URL",
  named: (planned) => planned.function_name,

  async create(planned, aws, keep) {
    const { function_name: FunctionName } = planned;
    const Qualifier = given(planned.qualifier);
    await aws.call("lambda", "CreateFunctionUrlConfig", {
      FunctionName,
      Qualifier,
      AuthType: planned.authorization_type as FunctionUrlAuthType,
      InvokeMode: given(planned.invoke_mode) as InvokeMode | undefined,
      Cors: corsInput(planned),
    });
    const id = Qualifier ? `${FunctionName}/${Qualifier}` : FunctionName;
    keep(id);
    // A URL without authorization can be called by nobody until everybody is let in.
    if (planned.authorization_type === "NONE")
      await unless(
        aws.call("lambda", "AddPermission", {
          FunctionName,
          Qualifier,
          Action: "lambda:InvokeFunctionUrl",
          FunctionUrlAuthType: "NONE",
          Principal: "*",
          StatementId: "FunctionURLAllowPublicAccess",
        }),
        "ResourceConflictException",
      );
    return { id };
  },

  async read(state, aws) {
    const { FunctionName, Qualifier } = parts(state.id);
    const found = await unless(
      aws.call("lambda", "GetFunctionUrlConfig", { FunctionName, Qualifier }),
      "ResourceNotFoundException",
    );
    if (!found) return undefined;
    return {
      authorization_type: found.AuthType ?? "",
      cors: found.Cors ? [corsFound(found.Cors)] : [],
      function_arn: found.FunctionArn,
      function_name: FunctionName,
      function_url: found.FunctionUrl,
      invoke_mode: found.InvokeMode,
      qualifier: Qualifier,
      url_id: urlId(found.FunctionUrl),
    };
  },

  async update(planned, aws, prior) {
    await aws.call("lambda", "UpdateFunctionUrlConfig", {
      ...parts(planned.id),
      ...(differs(prior, planned, "authorization_type") && {
        AuthType: planned.authorization_type as FunctionUrlAuthType,
      }),
      ...(differs(prior, planned, "cors") && { Cors: corsInput(planned) ?? {} }),
      ...(differs(prior, planned, "invoke_mode") && { InvokeMode: planned.invoke_mode as InvokeMode }),
    });
  },

  async delete(prior, aws) {
    await unless(aws.call("lambda", "DeleteFunctionUrlConfig", parts(prior.id)), "ResourceNotFoundException");
  },
});

/** The first part of the URL's host. */
const urlId = (url: string | undefined): string => (url ? (new URL(url).hostname.split(".")[0] ?? "") : "");

function corsInput({ cors: [cors] }: FunctionUrl): Cors | undefined {
  if (!cors) return undefined;
  return {
    AllowCredentials: cors.allow_credentials ?? undefined,
    AllowHeaders: [...cors.allow_headers],
    AllowMethods: [...cors.allow_methods],
    AllowOrigins: [...cors.allow_origins],
    ExposeHeaders: [...cors.expose_headers],
    MaxAge: cors.max_age ?? undefined,
  };
}

const corsFound = (cors: Cors): NonNullable<FoundIn<FunctionUrl>["cors"]>[number] => ({
  allow_credentials: cors.AllowCredentials,
  allow_headers: cors.AllowHeaders,
  allow_methods: cors.AllowMethods,
  allow_origins: cors.AllowOrigins,
  expose_headers: cors.ExposeHeaders,
  max_age: cors.MaxAge,
});

export const awsLambdaFunctionUrlData = defineDataSource<LambdaDataSources["aws_lambda_function_url"]>({
  title: "Lambda Function URL",
  beginning: ({ function_name, qualifier }) =>
    `reading Lambda Function URL (${function_name}${qualifier ? `/${qualifier}` : ""})`,
  async read({ function_name, qualifier }, aws) {
    const found = await unless(
      aws.call("lambda", "GetFunctionUrlConfig", { FunctionName: function_name, Qualifier: given(qualifier) }),
      "ResourceNotFoundException",
    );
    if (!found) throw new Error("couldn't find resource");
    return {
      id: [functionNameOf(function_name), given(qualifier)].filter(Boolean).join("/"),
      authorization_type: found.AuthType,
      cors: found.Cors ? [corsFound(found.Cors)] : [],
      creation_time: found.CreationTime,
      function_arn: found.FunctionArn,
      function_name: functionNameOf(function_name),
      function_url: found.FunctionUrl,
      invoke_mode: found.InvokeMode,
      last_modified_time: found.LastModifiedTime,
      url_id: urlId(found.FunctionUrl),
    };
  },
});
