/** What Lambda says about an event source mapping, as attributes. */
import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { FoundIn } from "../framework/behaviour.ts";
import { awsTime } from "../framework/time.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";

type Mapping = LambdaResources["aws_lambda_event_source_mapping"];

export function mappingFound(found: EventSourceMappingConfiguration, state: Mapping): FoundIn<Mapping> {
  const { DocumentDBEventSourceConfig: documentDb, ProvisionedPollerConfig: poller } = found;
  const failure = found.DestinationConfig?.OnFailure?.Destination;
  const kafka = found.AmazonManagedKafkaEventSourceConfig;
  const selfManagedKafka = found.SelfManagedKafkaEventSourceConfig;
  return {
    amazon_managed_kafka_event_source_config: kafka ? [{ consumer_group_id: kafka.ConsumerGroupId }] : [],
    arn: found.EventSourceMappingArn,
    batch_size: found.BatchSize,
    bisect_batch_on_function_error: found.BisectBatchOnFunctionError,
    // DynamoDB and Kinesis sources have a failure destination even where none is set: a block without an ARN.
    destination_config: found.DestinationConfig
      ? [
          {
            on_failure: found.DestinationConfig.OnFailure ? [failure ? { destination_arn: failure } : null] : [],
          },
        ]
      : [],
    document_db_event_source_config: documentDb
      ? [
          {
            collection_name: documentDb.CollectionName,
            database_name: documentDb.DatabaseName ?? "",
            full_document: documentDb.FullDocument,
          },
        ]
      : [],
    event_source_arn: found.EventSourceArn,
    filter_criteria: found.FilterCriteria?.Filters?.length
      ? [{ filter: found.FilterCriteria.Filters.map(({ Pattern }) => ({ pattern: Pattern })) }]
      : [],
    function_arn: found.FunctionArn,
    function_name: state.function_name || found.FunctionArn,
    function_response_types: found.FunctionResponseTypes,
    kms_key_arn: found.KMSKeyArn,
    last_modified: awsTime(found.LastModified),
    last_processing_result: found.LastProcessingResult,
    maximum_batching_window_in_seconds: found.MaximumBatchingWindowInSeconds,
    maximum_record_age_in_seconds: found.MaximumRecordAgeInSeconds,
    maximum_retry_attempts: found.MaximumRetryAttempts,
    metrics_config: found.MetricsConfig ? [{ metrics: found.MetricsConfig.Metrics }] : [],
    parallelization_factor: found.ParallelizationFactor,
    provisioned_poller_config: poller
      ? [{ maximum_pollers: poller.MaximumPollers, minimum_pollers: poller.MinimumPollers }]
      : [],
    queues: found.Queues,
    scaling_config: found.ScalingConfig ? [{ maximum_concurrency: found.ScalingConfig.MaximumConcurrency }] : [],
    self_managed_event_source: found.SelfManagedEventSource
      ? [
          {
            endpoints: Object.fromEntries(
              Object.entries(found.SelfManagedEventSource.Endpoints ?? {}).map(([kind, hosts]) => [
                kind,
                hosts.join(","),
              ]),
            ),
          },
        ]
      : [],
    self_managed_kafka_event_source_config: selfManagedKafka
      ? [{ consumer_group_id: selfManagedKafka.ConsumerGroupId }]
      : [],
    source_access_configuration: (found.SourceAccessConfigurations ?? []).map(({ Type, URI }) => ({
      type: Type ?? "",
      uri: URI ?? "",
    })),
    starting_position: found.StartingPosition,
    starting_position_timestamp: awsTime(found.StartingPositionTimestamp),
    state: found.State,
    state_transition_reason: found.StateTransitionReason,
    topics: found.Topics,
    tumbling_window_in_seconds: found.TumblingWindowInSeconds,
    uuid: found.UUID,
    // While a mapping changes state AWS says so; the wish stays the configuration's.
    ...((found.State === "Enabled" || found.State === "Disabled") && { enabled: found.State === "Enabled" }),
  };
}
