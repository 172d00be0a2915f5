/** Resource types and data sources of Lambda: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import type { LambdaDataSources } from "../schema/lambda-data.generated.ts";

export const LAMBDA_RESOURCES: {
  readonly [Name in keyof LambdaResources]?: () => Promise<Behaviour<LambdaResources[Name]>>;
} = {
  aws_lambda_function: async () => (await import("./function.ts")).awsLambdaFunction,
  aws_lambda_permission: async () => (await import("./permission.ts")).awsLambdaPermission,
  aws_lambda_event_source_mapping: async () => (await import("./event-source-mapping.ts")).awsLambdaEventSourceMapping,
  aws_lambda_layer_version: async () => (await import("./layer-version.ts")).awsLambdaLayerVersion,
  aws_lambda_alias: async () => (await import("./alias.ts")).awsLambdaAlias,
  aws_lambda_function_url: async () => (await import("./function-url.ts")).awsLambdaFunctionUrl,
  aws_lambda_function_event_invoke_config: async () =>
    (await import("./function-event-invoke-config.ts")).awsLambdaFunctionEventInvokeConfig,
  aws_lambda_function_recursion_config: async () =>
    (await import("./function-recursion-config.ts")).awsLambdaFunctionRecursionConfig,
  aws_lambda_layer_version_permission: async () =>
    (await import("./layer-version-permission.ts")).awsLambdaLayerVersionPermission,
  aws_lambda_provisioned_concurrency_config: async () =>
    (await import("./provisioned-concurrency-config.ts")).awsLambdaProvisionedConcurrencyConfig,
  aws_lambda_runtime_management_config: async () =>
    (await import("./runtime-management-config.ts")).awsLambdaRuntimeManagementConfig,
  aws_lambda_code_signing_config: async () => (await import("./code-signing-config.ts")).awsLambdaCodeSigningConfig,
  aws_lambda_invocation: async () => (await import("./invocation.ts")).awsLambdaInvocation,
};

export const LAMBDA_DATA_SOURCES: {
  readonly [Name in keyof LambdaDataSources]?: () => Promise<DataBehaviour<LambdaDataSources[Name]>>;
} = {
  aws_lambda_alias: async () => (await import("./alias.ts")).awsLambdaAliasData,
  aws_lambda_function_url: async () => (await import("./function-url.ts")).awsLambdaFunctionUrlData,
  aws_lambda_invocation: async () => (await import("./invocation.ts")).awsLambdaInvocationData,
  aws_lambda_code_signing_config: async () => (await import("./code-signing-config.ts")).awsLambdaCodeSigningConfigData,
  aws_lambda_function: async () => (await import("./function-data.ts")).awsLambdaFunctionData,
  aws_lambda_functions: async () => (await import("./function-data.ts")).awsLambdaFunctions,
  aws_lambda_layer_version: async () => (await import("./layer-version-data.ts")).awsLambdaLayerVersionData,
};
