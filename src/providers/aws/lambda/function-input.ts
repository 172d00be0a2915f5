/** A function's attributes as Lambda's operations take them. */
import type {
  CreateFunctionRequest,
  FunctionCode,
  Runtime,
  UpdateFunctionConfigurationRequest,
} from "@aws-sdk/client-lambda";
import type { Aws } from "../framework/aws.ts";
import { differs, given, some } from "../framework/given.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import { archive } from "./names.ts";

type Function = LambdaResources["aws_lambda_function"];

export async function codeOf(planned: Function, aws: Aws): Promise<FunctionCode> {
  if (planned.filename) return { ZipFile: await archive(aws, planned.filename) };
  if (planned.image_uri) return { ImageUri: planned.image_uri };
  return {
    S3Bucket: given(planned.s3_bucket),
    S3Key: given(planned.s3_key),
    S3ObjectVersion: given(planned.s3_object_version),
  };
}

type Settings = Partial<Omit<CreateFunctionRequest & UpdateFunctionConfigurationRequest, "FunctionName" | "Code">>;

/** What creation and configuration updates share; an update names only what has changed. */
export function functionSettings(planned: Function, before: Function | "create"): Settings {
  const wanted = (...names: (keyof Function)[]): boolean => before === "create" || differs(before, planned, ...names);
  const [deadLetters] = planned.dead_letter_config;
  const [environment] = planned.environment;
  const [storage] = planned.ephemeral_storage;
  const [image] = planned.image_config;
  const [logging] = planned.logging_config;
  const [snapStart] = planned.snap_start;
  const [tracing] = planned.tracing_config;
  const [vpc] = planned.vpc_config;
  const updating = before !== "create";
  return {
    ...(updating && wanted("role") && { Role: planned.role }),
    ...(wanted("memory_size") && { MemorySize: planned.memory_size ?? undefined }),
    ...(wanted("timeout") && { Timeout: planned.timeout ?? undefined }),
    ...(wanted("description") && { Description: updating ? (planned.description ?? "") : given(planned.description) }),
    ...(wanted("handler") && { Handler: given(planned.handler) }),
    ...(wanted("runtime") && { Runtime: given(planned.runtime) as Runtime | undefined }),
    ...(wanted("kms_key_arn") && { KMSKeyArn: updating ? (planned.kms_key_arn ?? "") : given(planned.kms_key_arn) }),
    ...(wanted("layers") && { Layers: updating ? [...planned.layers] : some(planned.layers) }),
    ...(!updating && { Architectures: some(planned.architectures) as ("x86_64" | "arm64")[] | undefined }),
    ...(wanted("dead_letter_config") &&
      (deadLetters || updating) && { DeadLetterConfig: { TargetArn: deadLetters?.target_arn ?? "" } }),
    ...(wanted("environment", "kms_key_arn") &&
      (Object.keys(environment?.variables ?? {}).length > 0 || updating) && {
        Environment: { Variables: { ...environment?.variables } },
      }),
    ...(wanted("ephemeral_storage") && storage?.size && { EphemeralStorage: { Size: storage.size } }),
    ...(wanted("file_system_config") &&
      (planned.file_system_config.length > 0 || updating) && {
        FileSystemConfigs: planned.file_system_config.map((one) => ({
          Arn: one.arn,
          LocalMountPath: one.local_mount_path,
        })),
      }),
    ...(wanted("image_config") &&
      (image || updating) && {
        ImageConfig: {
          Command: some(image?.command ?? []),
          EntryPoint: some(image?.entry_point ?? []),
          WorkingDirectory: given(image?.working_directory),
        },
      }),
    ...(wanted("logging_config") &&
      logging && {
        LoggingConfig: {
          LogFormat: logging.log_format as "JSON" | "Text",
          // Plain text has no levels, whatever the state still says.
          ...(logging.log_format === "JSON" && {
            ApplicationLogLevel: given(logging.application_log_level) as "INFO" | undefined,
            SystemLogLevel: given(logging.system_log_level) as "INFO" | undefined,
          }),
          LogGroup: given(logging.log_group),
        },
      }),
    ...(wanted("snap_start") &&
      (snapStart || updating) && { SnapStart: { ApplyOn: (snapStart?.apply_on ?? "None") as "None" } }),
    ...(wanted("tracing_config") && tracing && { TracingConfig: { Mode: tracing.mode as "Active" | "PassThrough" } }),
    ...(wanted("vpc_config") &&
      (vpc || updating) && {
        VpcConfig: {
          Ipv6AllowedForDualStack: vpc?.ipv6_allowed_for_dual_stack ?? false,
          SecurityGroupIds: [...(vpc?.security_group_ids ?? [])],
          SubnetIds: [...(vpc?.subnet_ids ?? [])],
        },
      }),
  };
}
