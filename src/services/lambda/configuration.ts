/** The parts of a function's configuration that CreateFunction and UpdateFunctionConfiguration set alike. */
import type {
  CreateFunctionRequest,
  FileSystemConfig,
  FunctionConfiguration,
  LoggingConfig,
  SnapStartResponse,
  UpdateFunctionConfigurationRequest,
  VpcConfig,
} from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { DEFAULT_RETENTION_DAYS } from "./durable/executions.ts";
import { requireVariables } from "./environment.ts";
import { invalidParameter } from "./fault.ts";
import { requireLayers } from "./function-layers.ts";
import { hasSnapStart, requireRuntime, runtimeVersionArn } from "./runtimes.ts";
import { vpcSettings } from "./vpc.ts";

type Settings = Omit<CreateFunctionRequest, "Code" | "Role" | "FunctionName"> & UpdateFunctionConfigurationRequest;

/** Checks what a request sets and returns it as the configuration shows it; what it does not set is left out. */
export async function settingsOf(
  context: OperationContext,
  name: string,
  input: Settings,
  before: FunctionConfiguration = {},
): Promise<FunctionConfiguration> {
  const result: FunctionConfiguration = {};
  requireLimits(input);
  if (input.Runtime !== undefined) {
    requireRuntime(input.Runtime);
    result.Runtime = input.Runtime;
    result.RuntimeVersionConfig = { RuntimeVersionArn: runtimeVersionArn(context.region, input.Runtime) };
  }
  if (input.Role !== undefined) result.Role = input.Role;
  if (input.Handler !== undefined) result.Handler = input.Handler;
  if (input.Description !== undefined) result.Description = input.Description;
  if (input.Timeout !== undefined) result.Timeout = input.Timeout;
  if (input.MemorySize !== undefined) result.MemorySize = input.MemorySize;
  if (input.Environment !== undefined) {
    const variables = input.Environment.Variables ?? {};
    requireVariables(variables);
    result.Environment = { Variables: variables };
  }
  if (input.Layers !== undefined) {
    if (input.Layers.length > 5) throw invalidParameter("Cannot reference more than 5 layers.");
    result.Layers = requireLayers(context, input.Layers);
  }
  if (input.DurableConfig !== undefined) {
    result.DurableConfig = { RetentionPeriodInDays: DEFAULT_RETENTION_DAYS, ...input.DurableConfig };
  }
  if (input.DeadLetterConfig !== undefined) result.DeadLetterConfig = deadLetter(input.DeadLetterConfig.TargetArn);
  if (input.KMSKeyArn !== undefined) result.KMSKeyArn = input.KMSKeyArn;
  if (input.TracingConfig !== undefined) result.TracingConfig = { Mode: input.TracingConfig.Mode ?? "PassThrough" };
  if (input.EphemeralStorage !== undefined) result.EphemeralStorage = { Size: input.EphemeralStorage.Size ?? 512 };
  if (input.FileSystemConfigs !== undefined) {
    requireVpcFor(input.FileSystemConfigs, input.VpcConfig ?? before.VpcConfig);
    result.FileSystemConfigs = input.FileSystemConfigs;
  }
  if (input.SnapStart !== undefined) {
    requireSnapStart(input.SnapStart.ApplyOn, input.Runtime ?? before.Runtime);
    result.SnapStart = snapStart(input.SnapStart.ApplyOn);
  }
  if (input.LoggingConfig !== undefined)
    result.LoggingConfig = logging(name, input.LoggingConfig, before.LoggingConfig);
  if (input.ImageConfig !== undefined) result.ImageConfigResponse = { ImageConfig: input.ImageConfig };
  if (input.VpcConfig !== undefined) result.VpcConfig = await vpcSettings(context, input.VpcConfig);
  return result;
}

/** What a new function has where the request says nothing. Source: AWS, recorded (CreateFunction). */
export const defaultSettings = (name: string): FunctionConfiguration => ({
  Description: "",
  Timeout: 3,
  MemorySize: 128,
  PackageType: "Zip",
  Architectures: ["x86_64"],
  EphemeralStorage: { Size: 512 },
  SnapStart: snapStart("None"),
  TracingConfig: { Mode: "PassThrough" },
  LoggingConfig: logging(name, {}),
});

const LONGEST_TIMEOUT = 900;
const LARGEST_MEMORY = 10_240;

/** The model allows more, which only functions on managed instances may have. */
function requireLimits({ Timeout = 0, MemorySize = 0, CapacityProviderConfig }: Settings): void {
  if (CapacityProviderConfig !== undefined) return;
  if (Timeout > LONGEST_TIMEOUT) {
    throw new ServiceException(
      "ValidationException",
      `1 validation error detected: Value '${Timeout}' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to ${LONGEST_TIMEOUT}`,
    );
  }
  if (MemorySize > LARGEST_MEMORY) {
    throw invalidParameter(
      `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${LARGEST_MEMORY}`,
    );
  }
}

function requireVpcFor([first]: readonly FileSystemConfig[], vpc: VpcConfig | undefined): void {
  if (first && (vpc?.SubnetIds ?? []).length === 0) {
    throw invalidParameter(`Function must be configured to execute in a VPC to reference access point ${first.Arn}.`);
  }
}

function requireSnapStart(applyOn: string | undefined, runtime: string | undefined): void {
  if (applyOn === "PublishedVersions" && runtime !== undefined && !hasSnapStart(runtime)) {
    throw invalidParameter(`${runtime} is not supported for SnapStart enabled functions.`);
  }
}

function snapStart(applyOn: SnapStartResponse["ApplyOn"]): SnapStartResponse {
  return { ApplyOn: applyOn ?? "None", OptimizationStatus: "Off" };
}

/** What a request leaves out stays as it was; levels go with JSON alone. */
function logging(name: string, input: LoggingConfig, before: LoggingConfig = {}): LoggingConfig {
  const { LogFormat = "Text", LogGroup = `/aws/lambda/${name}`, ...levels } = { ...before, ...input };
  const { ApplicationLogLevel, SystemLogLevel } = levels;
  if (LogFormat === "Text") {
    if (input.ApplicationLogLevel !== undefined || input.SystemLogLevel !== undefined) {
      throw invalidParameter(
        "The LogFormat must be set to JSON when specifying ApplicationLogLevel or SystemLogLevel.",
      );
    }
    return { LogFormat, LogGroup };
  }
  return {
    LogFormat,
    ApplicationLogLevel: ApplicationLogLevel ?? "INFO",
    SystemLogLevel: SystemLogLevel ?? "INFO",
    LogGroup,
  };
}

function deadLetter(target: string | undefined): { TargetArn?: string } {
  if (target === undefined || target === "") return {};
  if (!/^arn:[^:]+:(sqs|sns):/.test(target)) {
    throw invalidParameter(
      `The provided target ARN ${target} is not valid. Please provide an Amazon SQS or Amazon SNS ARN.`,
    );
  }
  return { TargetArn: target };
}
