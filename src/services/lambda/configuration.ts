/** The parts of a function's configuration that CreateFunction and UpdateFunctionConfiguration set alike. */
import type {
  CreateFunctionRequest,
  FunctionConfiguration,
  LoggingConfig,
  SnapStartResponse,
  UpdateFunctionConfigurationRequest,
} from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import { requireVariables } from "./environment.ts";
import { invalidParameter } from "./fault.ts";
import { requireLayers } from "./layers.ts";
import { requireRuntime, runtimeVersionArn } from "./runtimes.ts";
import { attachToVpc } from "./vpc.ts";

type Settings = Omit<CreateFunctionRequest, "Code" | "Role" | "FunctionName"> & UpdateFunctionConfigurationRequest;

/** Checks what a request sets and returns it as the configuration shows it; what it does not set is left out. */
export async function settingsOf(
  context: OperationContext,
  name: string,
  input: Settings,
): Promise<FunctionConfiguration> {
  const result: FunctionConfiguration = {};
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
  if (input.DeadLetterConfig !== undefined) result.DeadLetterConfig = deadLetter(input.DeadLetterConfig.TargetArn);
  if (input.KMSKeyArn !== undefined) result.KMSKeyArn = input.KMSKeyArn;
  if (input.TracingConfig !== undefined) result.TracingConfig = { Mode: input.TracingConfig.Mode ?? "PassThrough" };
  if (input.EphemeralStorage !== undefined) result.EphemeralStorage = { Size: input.EphemeralStorage.Size ?? 512 };
  if (input.FileSystemConfigs !== undefined) result.FileSystemConfigs = input.FileSystemConfigs;
  if (input.SnapStart !== undefined) result.SnapStart = snapStart(input.SnapStart.ApplyOn);
  if (input.LoggingConfig !== undefined) result.LoggingConfig = logging(name, input.LoggingConfig);
  if (input.ImageConfig !== undefined) result.ImageConfigResponse = { ImageConfig: input.ImageConfig };
  if (input.VpcConfig !== undefined) result.VpcConfig = await attachToVpc(context, name, input.VpcConfig);
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

function snapStart(applyOn: SnapStartResponse["ApplyOn"]): SnapStartResponse {
  return { ApplyOn: applyOn ?? "None", OptimizationStatus: "Off" };
}

function logging(name: string, input: LoggingConfig): LoggingConfig {
  const { LogFormat = "Text", ApplicationLogLevel, SystemLogLevel, LogGroup = `/aws/lambda/${name}` } = input;
  if (LogFormat === "Text") {
    if (ApplicationLogLevel !== undefined || SystemLogLevel !== undefined) {
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
