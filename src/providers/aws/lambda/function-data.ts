import { defineDataSource } from "../framework/behaviour.ts";
import { everyPage, given } from "../framework/given.ts";
import type { LambdaDataSources } from "../schema/lambda-data.generated.ts";
import { configurationFound, latestVersion } from "./function-found.ts";
import { invokeArn } from "./names.ts";

export const awsLambdaFunctionData = defineDataSource<LambdaDataSources["aws_lambda_function"]>({
  title: "Lambda Function",
  beginning: ({ function_name, qualifier }) =>
    `reading Lambda Function (${function_name})${qualifier ? "" : " latest version"}`,
  async read({ function_name: FunctionName, qualifier }, aws) {
    const Qualifier = given(qualifier);
    const latest = Qualifier ? undefined : await latestVersion(aws, FunctionName);
    const {
      Code,
      Concurrency,
      Configuration = {},
      Tags,
    } = await aws.call("lambda", "GetFunction", {
      FunctionName,
      Qualifier,
    });
    const { FunctionArn = "", PackageType } = Configuration;
    // Without a qualifier the ARN is the function's own and the qualified one names the last published version.
    const arn = Qualifier ? FunctionArn.replace(/:[^:]+$/, "") : FunctionArn;
    const { Version = "$LATEST", FunctionArn: qualified } = Qualifier ? Configuration : (latest ?? {});
    const {
      image_config: _image,
      package_type: _package,
      snap_start: _snap,
      ...found
    } = configurationFound(Configuration);
    const signing =
      PackageType === "Image" ? undefined : await aws.call("lambda", "GetFunctionCodeSigningConfig", { FunctionName });
    return {
      ...found,
      id: FunctionName,
      arn,
      code_signing_config_arn: signing?.CodeSigningConfigArn,
      image_uri: Code?.ImageUri,
      invoke_arn: invokeArn(aws, arn),
      qualified_arn: qualified,
      qualified_invoke_arn: invokeArn(aws, qualified),
      reserved_concurrent_executions: Concurrency?.ReservedConcurrentExecutions ?? -1,
      source_code_hash: Configuration.CodeSha256,
      version: Version,
      tags: Tags ?? {},
    };
  },
});

export const awsLambdaFunctions = defineDataSource<LambdaDataSources["aws_lambda_functions"]>({
  title: "Lambda Functions",
  async read(_, aws) {
    const functions = await everyPage(
      (Marker) => aws.call("lambda", "ListFunctions", { Marker }),
      (answer) => answer.Functions,
      (answer) => answer.NextMarker,
    );
    return {
      id: aws.region,
      function_arns: functions.map((one) => one.FunctionArn ?? ""),
      function_names: functions.map((one) => one.FunctionName ?? ""),
    };
  },
});
