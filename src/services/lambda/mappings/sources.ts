/** The kinds of event source, told by the ARN, and what a mapping of each kind begins with. */
import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { parseArn } from "../../../cloud/arn.ts";

export type SourceKind = "dynamodb" | "kinesis" | "sqs";

export function sourceKind(arn: string | undefined): SourceKind | undefined {
  const service = parseArn(arn ?? "")?.service;
  return service === "dynamodb" || service === "kinesis" || service === "sqs" ? service : undefined;
}

/** Source: AWS, recorded (CreateEventSourceMapping). */
export function sourceDefaults(kind: SourceKind): EventSourceMappingConfiguration {
  if (kind === "sqs") {
    return {
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
      FunctionResponseTypes: [],
      StateTransitionReason: "USER_INITIATED",
    };
  }
  return {
    BatchSize: 100,
    MaximumBatchingWindowInSeconds: 0,
    ParallelizationFactor: 1,
    MaximumRecordAgeInSeconds: -1,
    MaximumRetryAttempts: -1,
    BisectBatchOnFunctionError: false,
    TumblingWindowInSeconds: 0,
    FunctionResponseTypes: [],
    DestinationConfig: { OnFailure: {} },
    LastProcessingResult: "No records processed",
    StateTransitionReason: "User action",
  };
}
