/** Which file says how a resource type or data source works: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "./framework/behaviour.ts";
import type { ApiGatewayDataSources, ApiGatewayResources } from "./schema/api_gateway.generated.ts";
import type { Apigatewayv2DataSources, Apigatewayv2Resources } from "./schema/apigatewayv2.generated.ts";
import type { DynamodbDataSources, DynamodbResources } from "./schema/dynamodb.generated.ts";
import type { IamDataSources, IamResources } from "./schema/iam.generated.ts";
import type { LambdaDataSources, LambdaResources } from "./schema/lambda.generated.ts";
import type { LogsDataSources, LogsResources } from "./schema/logs.generated.ts";
import type { MetaDataSources } from "./schema/meta.generated.ts";
import type { S3DataSources, S3Resources } from "./schema/s3.generated.ts";
import type { SfnDataSources, SfnResources } from "./schema/sfn.generated.ts";
import type { StsDataSources } from "./schema/sts.generated.ts";
import type { VpcDataSources, VpcResources } from "./schema/vpc.generated.ts";
import { VPC_DATA_SOURCES, VPC_RESOURCES } from "./vpc/types.ts";

type Resources = ApiGatewayResources &
  Apigatewayv2Resources &
  DynamodbResources &
  IamResources &
  LambdaResources &
  LogsResources &
  S3Resources &
  SfnResources &
  VpcResources;
type DataSources = ApiGatewayDataSources &
  Apigatewayv2DataSources &
  DynamodbDataSources &
  IamDataSources &
  LambdaDataSources &
  LogsDataSources &
  MetaDataSources &
  S3DataSources &
  SfnDataSources &
  StsDataSources &
  VpcDataSources;

export const RESOURCES: { readonly [Name in keyof Resources]?: () => Promise<Behaviour<Resources[Name]>> } = {
  ...VPC_RESOURCES,
  aws_iam_role: async () => (await import("./iam/role.ts")).awsIamRole,
  aws_iam_policy: async () => (await import("./iam/policy.ts")).awsIamPolicy,
  aws_iam_policy_attachment: async () => (await import("./iam/policy-attachment.ts")).awsIamPolicyAttachment,
  aws_iam_role_policy: async () => (await import("./iam/role-policy.ts")).awsIamRolePolicy,
  aws_iam_role_policy_attachment: async () =>
    (await import("./iam/role-policy-attachment.ts")).awsIamRolePolicyAttachment,
  aws_iam_user_policy: async () => (await import("./iam/user-policy.ts")).awsIamUserPolicy,
  aws_iam_user_policy_attachment: async () =>
    (await import("./iam/user-policy-attachment.ts")).awsIamUserPolicyAttachment,
  aws_iam_group_policy: async () => (await import("./iam/group-policy.ts")).awsIamGroupPolicy,
  aws_iam_group_policy_attachment: async () =>
    (await import("./iam/group-policy-attachment.ts")).awsIamGroupPolicyAttachment,
  aws_lambda_function: async () => (await import("./lambda/function.ts")).awsLambdaFunction,
  aws_lambda_permission: async () => (await import("./lambda/permission.ts")).awsLambdaPermission,
  aws_cloudwatch_log_group: async () => (await import("./logs/log-group.ts")).awsCloudwatchLogGroup,
  aws_apigatewayv2_api: async () => (await import("./apigatewayv2/api.ts")).awsApigatewayv2Api,
  aws_apigatewayv2_integration: async () => (await import("./apigatewayv2/integration.ts")).awsApigatewayv2Integration,
  aws_apigatewayv2_route: async () => (await import("./apigatewayv2/route.ts")).awsApigatewayv2Route,
  aws_apigatewayv2_stage: async () => (await import("./apigatewayv2/stage.ts")).awsApigatewayv2Stage,
  aws_dynamodb_table: async () => (await import("./dynamodb/table.ts")).awsDynamodbTable,
  aws_sfn_state_machine: async () => (await import("./sfn/state-machine.ts")).awsSfnStateMachine,
  aws_iam_instance_profile: async () => (await import("./iam/instance-profile.ts")).awsIamInstanceProfile,
  aws_iam_openid_connect_provider: async () =>
    (await import("./iam/openid-connect-provider.ts")).awsIamOpenidConnectProvider,
  aws_iam_service_linked_role: async () => (await import("./iam/service-linked-role.ts")).awsIamServiceLinkedRole,
  aws_iam_user: async () => (await import("./iam/user.ts")).awsIamUser,
  aws_iam_access_key: async () => (await import("./iam/access-key.ts")).awsIamAccessKey,
  aws_iam_group: async () => (await import("./iam/group.ts")).awsIamGroup,
  aws_iam_group_membership: async () => (await import("./iam/group-membership.ts")).awsIamGroupMembership,
  aws_iam_user_group_membership: async () => (await import("./iam/user-group-membership.ts")).awsIamUserGroupMembership,
  aws_iam_role_policies_exclusive: async () =>
    (await import("./iam/role-policies-exclusive.ts")).awsIamRolePoliciesExclusive,
  aws_iam_role_policy_attachments_exclusive: async () =>
    (await import("./iam/role-policy-attachments-exclusive.ts")).awsIamRolePolicyAttachmentsExclusive,
  aws_iam_account_alias: async () => (await import("./iam/account-alias.ts")).awsIamAccountAlias,
  aws_iam_account_password_policy: async () =>
    (await import("./iam/account-password-policy.ts")).awsIamAccountPasswordPolicy,
  aws_iam_saml_provider: async () => (await import("./iam/saml-provider.ts")).awsIamSamlProvider,
  aws_lambda_event_source_mapping: async () =>
    (await import("./lambda/event-source-mapping.ts")).awsLambdaEventSourceMapping,
  aws_lambda_layer_version: async () => (await import("./lambda/layer-version.ts")).awsLambdaLayerVersion,
  aws_lambda_alias: async () => (await import("./lambda/alias.ts")).awsLambdaAlias,
  aws_lambda_function_url: async () => (await import("./lambda/function-url.ts")).awsLambdaFunctionUrl,
  aws_lambda_function_event_invoke_config: async () =>
    (await import("./lambda/function-event-invoke-config.ts")).awsLambdaFunctionEventInvokeConfig,
  aws_lambda_function_recursion_config: async () =>
    (await import("./lambda/function-recursion-config.ts")).awsLambdaFunctionRecursionConfig,
  aws_lambda_layer_version_permission: async () =>
    (await import("./lambda/layer-version-permission.ts")).awsLambdaLayerVersionPermission,
  aws_lambda_provisioned_concurrency_config: async () =>
    (await import("./lambda/provisioned-concurrency-config.ts")).awsLambdaProvisionedConcurrencyConfig,
  aws_lambda_runtime_management_config: async () =>
    (await import("./lambda/runtime-management-config.ts")).awsLambdaRuntimeManagementConfig,
  aws_lambda_code_signing_config: async () =>
    (await import("./lambda/code-signing-config.ts")).awsLambdaCodeSigningConfig,
  aws_lambda_invocation: async () => (await import("./lambda/invocation.ts")).awsLambdaInvocation,
  aws_cloudwatch_log_resource_policy: async () =>
    (await import("./logs/log-resource-policy.ts")).awsCloudwatchLogResourcePolicy,
  aws_cloudwatch_log_stream: async () => (await import("./logs/log-stream.ts")).awsCloudwatchLogStream,
  aws_cloudwatch_log_subscription_filter: async () =>
    (await import("./logs/log-subscription-filter.ts")).awsCloudwatchLogSubscriptionFilter,
  aws_cloudwatch_log_metric_filter: async () =>
    (await import("./logs/log-metric-filter.ts")).awsCloudwatchLogMetricFilter,
  aws_cloudwatch_log_destination: async () => (await import("./logs/log-destination.ts")).awsCloudwatchLogDestination,
  aws_cloudwatch_log_destination_policy: async () =>
    (await import("./logs/log-destination-policy.ts")).awsCloudwatchLogDestinationPolicy,
  aws_cloudwatch_log_account_policy: async () =>
    (await import("./logs/log-account-policy.ts")).awsCloudwatchLogAccountPolicy,
  aws_cloudwatch_log_data_protection_policy: async () =>
    (await import("./logs/log-data-protection-policy.ts")).awsCloudwatchLogDataProtectionPolicy,
  aws_cloudwatch_query_definition: async () =>
    (await import("./logs/query-definition.ts")).awsCloudwatchQueryDefinition,
  aws_dynamodb_table_item: async () => (await import("./dynamodb/table-item.ts")).awsDynamodbTableItem,
  aws_dynamodb_tag: async () => (await import("./dynamodb/tag.ts")).awsDynamodbTag,
  aws_dynamodb_resource_policy: async () => (await import("./dynamodb/resource-policy.ts")).awsDynamodbResourcePolicy,
  aws_dynamodb_contributor_insights: async () =>
    (await import("./dynamodb/contributor-insights.ts")).awsDynamodbContributorInsights,
  aws_dynamodb_kinesis_streaming_destination: async () =>
    (await import("./dynamodb/kinesis-streaming-destination.ts")).awsDynamodbKinesisStreamingDestination,
  aws_dynamodb_global_table: async () => (await import("./dynamodb/global-table.ts")).awsDynamodbGlobalTable,
};

export const DATA_SOURCES: { readonly [Name in keyof DataSources]?: () => Promise<DataBehaviour<DataSources[Name]>> } =
  {
    ...VPC_DATA_SOURCES,
    aws_iam_policy_document: async () => (await import("./iam/policy-document.ts")).awsIamPolicyDocument,
    aws_caller_identity: async () => (await import("./sts/caller-identity.ts")).awsCallerIdentity,
    aws_arn: async () => (await import("./meta/arn.ts")).awsArn,
    aws_default_tags: async () => (await import("./meta/default-tags.ts")).awsDefaultTags,
    aws_partition: async () => (await import("./meta/partition.ts")).awsPartition,
    aws_region: async () => (await import("./meta/region.ts")).awsRegion,
    aws_regions: async () => (await import("./meta/regions.ts")).awsRegions,
    aws_service: async () => (await import("./meta/service.ts")).awsService,
    aws_service_principal: async () => (await import("./meta/service-principal.ts")).awsServicePrincipal,
    aws_iam_account_alias: async () => (await import("./iam/account-alias.ts")).awsIamAccountAliasData,
    aws_lambda_alias: async () => (await import("./lambda/alias.ts")).awsLambdaAliasData,
    aws_lambda_function_url: async () => (await import("./lambda/function-url.ts")).awsLambdaFunctionUrlData,
    aws_lambda_invocation: async () => (await import("./lambda/invocation.ts")).awsLambdaInvocationData,
    aws_lambda_code_signing_config: async () =>
      (await import("./lambda/code-signing-config.ts")).awsLambdaCodeSigningConfigData,
    aws_cloudwatch_log_group: async () => (await import("./logs/log-group-data.ts")).awsCloudwatchLogGroupData,
    aws_cloudwatch_log_groups: async () => (await import("./logs/log-group-data.ts")).awsCloudwatchLogGroups,
  };
