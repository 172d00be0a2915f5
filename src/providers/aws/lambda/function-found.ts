/** What Lambda says about a function, as attributes. */
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { Aws } from "../framework/aws.ts";
import type { FoundIn, Identified } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage } from "../framework/given.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import { laterSettingsFound } from "./later-settings.ts";
import { invokeArn } from "./names.ts";

type Function = LambdaResources["aws_lambda_function"];

export async function functionFound(state: Identified<Function>, aws: Aws): Promise<FoundIn<Function> | undefined> {
  const FunctionName = state.id;
  const answer = await unless(aws.call("lambda", "GetFunction", { FunctionName }), "ResourceNotFoundException");
  const configuration = answer?.Configuration;
  if (!configuration) return undefined;
  const latest = await latestVersion(aws, FunctionName);
  const signing =
    configuration.PackageType === "Image"
      ? undefined
      : await aws.call("lambda", "GetFunctionCodeSigningConfig", { FunctionName });
  return {
    ...configurationFound(configuration),
    arn: configuration.FunctionArn,
    image_uri: answer.Code?.ImageUri,
    invoke_arn: invokeArn(aws, configuration.FunctionArn),
    qualified_arn: latest?.FunctionArn,
    qualified_invoke_arn: invokeArn(aws, latest?.FunctionArn),
    version: latest?.Version,
    reserved_concurrent_executions: answer.Concurrency?.ReservedConcurrentExecutions ?? -1,
    code_signing_config_arn: signing?.CodeSigningConfigArn,
    // Not read from AWS: it stays what the configuration gave.
    skip_destroy: state.skip_destroy,
    source_code_hash: state.source_code_hash,
    tags: answer.Tags ?? {},
  };
}

export function configurationFound(configuration: FunctionConfiguration): FoundIn<Function> {
  const { DeadLetterConfig, Environment, EphemeralStorage, LoggingConfig, SnapStart, VpcConfig } = configuration;
  const image = configuration.ImageConfigResponse?.ImageConfig;
  return {
    ...laterSettingsFound(configuration),
    architectures: configuration.Architectures,
    code_sha256: configuration.CodeSha256,
    dead_letter_config: DeadLetterConfig?.TargetArn ? [{ target_arn: DeadLetterConfig.TargetArn }] : [],
    description: configuration.Description,
    environment: Environment?.Variables ? [{ variables: Environment.Variables }] : [],
    ephemeral_storage: EphemeralStorage ? [{ size: EphemeralStorage.Size }] : [],
    file_system_config: (configuration.FileSystemConfigs ?? []).map((one) => ({
      arn: one.Arn,
      local_mount_path: one.LocalMountPath,
    })),
    function_name: configuration.FunctionName,
    handler: configuration.Handler,
    image_config: image
      ? [{ command: image.Command, entry_point: image.EntryPoint, working_directory: image.WorkingDirectory }]
      : [],
    kms_key_arn: configuration.KMSKeyArn,
    last_modified: configuration.LastModified,
    layers: configuration.Layers?.map((layer) => layer.Arn ?? ""),
    logging_config: LoggingConfig
      ? [
          {
            application_log_level: LoggingConfig.ApplicationLogLevel,
            log_format: LoggingConfig.LogFormat,
            log_group: LoggingConfig.LogGroup,
            system_log_level: LoggingConfig.SystemLogLevel,
          },
        ]
      : [],
    memory_size: configuration.MemorySize,
    package_type: configuration.PackageType,
    role: configuration.Role,
    runtime: configuration.Runtime,
    signing_job_arn: configuration.SigningJobArn,
    signing_profile_version_arn: configuration.SigningProfileVersionArn,
    snap_start:
      SnapStart?.ApplyOn && SnapStart.ApplyOn !== "None"
        ? [{ apply_on: SnapStart.ApplyOn, optimization_status: SnapStart.OptimizationStatus }]
        : [],
    source_code_size: configuration.CodeSize,
    timeout: configuration.Timeout,
    tracing_config: configuration.TracingConfig ? [{ mode: configuration.TracingConfig.Mode }] : [],
    vpc_config: VpcConfig?.VpcId
      ? [
          {
            ipv6_allowed_for_dual_stack: VpcConfig.Ipv6AllowedForDualStack,
            security_group_ids: VpcConfig.SecurityGroupIds,
            subnet_ids: VpcConfig.SubnetIds,
            vpc_id: VpcConfig.VpcId,
          },
        ]
      : [],
  };
}

/** The version published last; without one, $LATEST. */
export async function latestVersion(aws: Aws, FunctionName: string): Promise<FunctionConfiguration | undefined> {
  const versions = await everyPage(
    (Marker) => aws.call("lambda", "ListVersionsByFunction", { FunctionName, Marker }),
    (answer) => answer.Versions,
    (answer) => answer.NextMarker,
  );
  return versions.at(-1);
}
