/** Checks what a request says of a mapping, in Lambda's order and words. */
import type {
  CreateEventSourceMappingRequest,
  EventSourceMappingConfiguration,
  UpdateEventSourceMappingRequest,
} from "@aws-sdk/client-lambda";
import { parseArn } from "../../../cloud/arn.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { invalidParameter } from "../fault.ts";
import { type FunctionReference, functionReference } from "../function-name.ts";
import { findAlias, findFunction, findVersion, isVersion } from "../functions.ts";
import { parsePatterns } from "./filter.ts";
import { type SourceKind, sourceKind } from "./sources.ts";

type Settings = Omit<CreateEventSourceMappingRequest, "FunctionName"> & Partial<UpdateEventSourceMappingRequest>;

/** Members that are kept as they come. */
const KEPT = [
  "BatchSize",
  "MaximumBatchingWindowInSeconds",
  "ParallelizationFactor",
  "MaximumRecordAgeInSeconds",
  "MaximumRetryAttempts",
  "BisectBatchOnFunctionError",
  "TumblingWindowInSeconds",
  "FunctionResponseTypes",
  "DestinationConfig",
  "ScalingConfig",
  "KMSKeyArn",
  "MetricsConfig",
  "LoggingConfig",
  "ProvisionedPollerConfig",
] as const;

export function mappingSettings(input: Settings, kind: SourceKind): EventSourceMappingConfiguration {
  const { FilterCriteria, BatchSize, MaximumBatchingWindowInSeconds = 0, ScalingConfig } = input;
  if (kind === "sqs" && BatchSize !== undefined && BatchSize > 10 && MaximumBatchingWindowInSeconds === 0) {
    throw invalidParameter(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  }
  if (kind !== "sqs" && ScalingConfig !== undefined && Object.keys(ScalingConfig).length > 0) {
    throw invalidParameter("ScalingConfig is only supported for Amazon SQS event sources.");
  }
  const patterns = (FilterCriteria?.Filters ?? []).map(({ Pattern = "" }) => Pattern);
  if (patterns.length > 5) throw invalidParameter("Maximum number of filters exceeded.");
  if (!parsePatterns(patterns)) throw invalidParameter("Invalid filter pattern definition.");
  const settings: Record<string, unknown> = {};
  for (const name of KEPT) if (input[name] !== undefined) settings[name] = input[name];
  if (patterns.length > 0) settings["FilterCriteria"] = FilterCriteria;
  return settings as EventSourceMappingConfiguration;
}

export function requireMappedFunction(context: OperationContext, functionName: string | undefined): FunctionReference {
  const reference = functionReference(context, functionName);
  const { qualifier } = reference;
  const there =
    findFunction(context, reference) &&
    (qualifier === undefined ||
      (isVersion(qualifier) ? findVersion(context, reference, qualifier) : findAlias(context, reference, qualifier)));
  if (!there) throw invalidParameter("Function does not exist");
  return reference;
}

/** Sources that Lambda has and this cloud does not. */
const ABSENT: Readonly<Record<string, string>> = {
  kafka: "Amazon MSK",
  mq: "Amazon MQ",
  rds: "Amazon DocumentDB",
  "self-managed": "self-managed Apache Kafka",
};

export function requireSourceKind(input: CreateEventSourceMappingRequest): SourceKind {
  const { DestinationConfig, SelfManagedEventSource, SourceAccessConfigurations, EventSourceArn } = input;
  if (DestinationConfig?.OnSuccess !== undefined) {
    throw invalidParameter("Unsupported DestinationConfig parameter for given event source mapping type.");
  }
  if (SelfManagedEventSource !== undefined && SourceAccessConfigurations === undefined) {
    throw invalidParameter("Required 'sourceAccessConfigurations' parameter is missing.");
  }
  const kind = sourceKind(EventSourceArn);
  if (kind !== undefined) return kind;
  const service = SelfManagedEventSource ? "self-managed" : (parseArn(EventSourceArn ?? "")?.service ?? "");
  const absent = ABSENT[service];
  if (absent === undefined) throw invalidParameter("Unrecognized event source.");
  throw new ServiceException("NotImplemented", `Terrarium does not have event source mappings of ${absent}.`, {}, 501);
}

/** A stream needs to be told where to start; DynamoDB's cannot start at a time. */
export function requireStartingPosition(input: CreateEventSourceMappingRequest, kind: SourceKind): void {
  if (kind === "sqs") return;
  if (input.StartingPosition === undefined) {
    throw invalidParameter(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  }
  if (kind === "dynamodb" && input.StartingPosition === "AT_TIMESTAMP") {
    throw invalidParameter(`Unsupported starting position for arn type: ${input.EventSourceArn}`);
  }
}

const SERVICE_OF: Readonly<Record<SourceKind, string>> = {
  dynamodb: "dynamodb-streams",
  kinesis: "kinesis",
  sqs: "sqs",
};
const NAMES: Readonly<Record<SourceKind, string>> = {
  dynamodb: "DynamoDB Streams",
  kinesis: "Amazon Kinesis",
  sqs: "Amazon SQS",
};

/** The stream or queue must be there, and its service be one that this cloud has. */
export async function requireSource(context: OperationContext, arn: string, kind: SourceKind): Promise<void> {
  try {
    if (kind === "dynamodb") await context.call("dynamodb-streams", "DescribeStream", { StreamArn: arn });
    else if (kind === "kinesis") await context.call("kinesis", "DescribeStreamSummary", { StreamARN: arn });
    else await context.call("sqs", "GetQueueUrl", { QueueName: parseArn(arn)?.resource });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    if (error.code === "NotImplemented") {
      throw new ServiceException(
        "NotImplemented",
        `Event source mappings of ${NAMES[kind]} need the service ${SERVICE_OF[kind]}, which Terrarium does not have yet.`,
        {},
        501,
      );
    }
    if (kind !== "sqs") throw invalidParameter(`Stream not found: ${arn}`);
    throw invalidParameter(
      `Error occurred while ReceiveMessage. SQS Error Code: ${error.code}. SQS Error Message: ${error.message}`,
    );
  }
}
