/** A mapping's attributes as Lambda's operations take them. */
import type {
  CreateEventSourceMappingRequest,
  EventSourceMappingMetric,
  EventSourcePosition,
  FullDocument,
  FunctionResponseType,
  SourceAccessType,
} from "@aws-sdk/client-lambda";
import { differs, given, some } from "../framework/given.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";

type Mapping = LambdaResources["aws_lambda_event_source_mapping"];

const filters = ({ filter_criteria: [criteria] }: Mapping) =>
  criteria && { Filters: criteria.filter.map(({ pattern }) => ({ Pattern: pattern ?? undefined })) };

const destination = ({ destination_config: [config] }: Mapping) => {
  const [failure] = config?.on_failure ?? [];
  return config && { OnFailure: failure ? { Destination: failure.destination_arn } : undefined };
};

const documentDb = ({ document_db_event_source_config: [config] }: Mapping) =>
  config && {
    CollectionName: given(config.collection_name),
    DatabaseName: config.database_name,
    FullDocument: given(config.full_document) as FullDocument | undefined,
  };

const metrics = ({ metrics_config: [config] }: Mapping) =>
  config && { Metrics: [...config.metrics] as EventSourceMappingMetric[] };

const poller = ({ provisioned_poller_config: [config] }: Mapping) =>
  config && { MaximumPollers: given(config.maximum_pollers), MinimumPollers: given(config.minimum_pollers) };

const scaling = ({ scaling_config: [config] }: Mapping) =>
  config && { MaximumConcurrency: given(config.maximum_concurrency) };

const access = ({ source_access_configuration }: Mapping) =>
  source_access_configuration.map(({ type, uri }) => ({ Type: type as SourceAccessType, URI: uri }));

export function createInput(planned: Mapping): CreateEventSourceMappingRequest {
  const [kafka] = planned.amazon_managed_kafka_event_source_config;
  const [selfManaged] = planned.self_managed_event_source;
  const [selfManagedKafka] = planned.self_managed_kafka_event_source_config;
  const at = given(planned.starting_position_timestamp);
  return {
    FunctionName: planned.function_name,
    Enabled: planned.enabled ?? true,
    EventSourceArn: given(planned.event_source_arn),
    BatchSize: given(planned.batch_size),
    BisectBatchOnFunctionError: given(planned.bisect_batch_on_function_error),
    AmazonManagedKafkaEventSourceConfig: kafka && { ConsumerGroupId: given(kafka.consumer_group_id) },
    DestinationConfig: destination(planned),
    DocumentDBEventSourceConfig: documentDb(planned),
    FilterCriteria: filters(planned),
    FunctionResponseTypes: some(planned.function_response_types) as FunctionResponseType[] | undefined,
    KMSKeyArn: given(planned.kms_key_arn),
    MaximumBatchingWindowInSeconds: given(planned.maximum_batching_window_in_seconds),
    MaximumRecordAgeInSeconds: given(planned.maximum_record_age_in_seconds),
    MaximumRetryAttempts: planned.maximum_retry_attempts ?? undefined,
    MetricsConfig: metrics(planned),
    ParallelizationFactor: given(planned.parallelization_factor),
    ProvisionedPollerConfig: poller(planned),
    Queues: some(planned.queues),
    ScalingConfig: scaling(planned),
    SelfManagedEventSource: selfManaged && {
      Endpoints: Object.fromEntries(
        Object.entries(selfManaged.endpoints).map(([kind, hosts]) => [kind, hosts.split(",")]),
      ),
    },
    SelfManagedKafkaEventSourceConfig: selfManagedKafka && {
      ConsumerGroupId: given(selfManagedKafka.consumer_group_id),
    },
    SourceAccessConfigurations: some(access(planned)),
    StartingPosition: given(planned.starting_position) as EventSourcePosition | undefined,
    StartingPositionTimestamp: at ? new Date(at) : undefined,
    Topics: some(planned.topics),
    TumblingWindowInSeconds: given(planned.tumbling_window_in_seconds),
  };
}

export function updateInput(planned: Mapping, prior: Mapping) {
  const changed = (name: keyof Mapping): boolean => differs(prior, planned, name);
  return {
    ...(changed("batch_size") && { BatchSize: given(planned.batch_size) }),
    ...(changed("bisect_batch_on_function_error") && {
      BisectBatchOnFunctionError: planned.bisect_batch_on_function_error ?? false,
    }),
    ...(changed("destination_config") && { DestinationConfig: destination(planned) ?? {} }),
    ...(changed("document_db_event_source_config") && { DocumentDBEventSourceConfig: documentDb(planned) ?? {} }),
    ...(changed("enabled") && { Enabled: planned.enabled ?? true }),
    ...(changed("filter_criteria") && { FilterCriteria: filters(planned) ?? {} }),
    ...(changed("function_name") && { FunctionName: planned.function_name }),
    ...(changed("function_response_types") && {
      FunctionResponseTypes: [...planned.function_response_types] as FunctionResponseType[],
    }),
    ...(changed("kms_key_arn") && { KMSKeyArn: planned.kms_key_arn ?? "" }),
    ...(changed("maximum_batching_window_in_seconds") && {
      MaximumBatchingWindowInSeconds: planned.maximum_batching_window_in_seconds ?? 0,
    }),
    ...(changed("maximum_record_age_in_seconds") && {
      MaximumRecordAgeInSeconds: planned.maximum_record_age_in_seconds ?? undefined,
    }),
    ...(changed("maximum_retry_attempts") && { MaximumRetryAttempts: planned.maximum_retry_attempts ?? undefined }),
    ...(changed("metrics_config") && { MetricsConfig: metrics(planned) ?? {} }),
    ...(changed("parallelization_factor") && { ParallelizationFactor: planned.parallelization_factor ?? undefined }),
    ...(changed("provisioned_poller_config") && { ProvisionedPollerConfig: poller(planned) ?? {} }),
    // An empty configuration lifts the limit.
    ...(changed("scaling_config") && { ScalingConfig: scaling(planned) ?? {} }),
    ...(changed("source_access_configuration") && { SourceAccessConfigurations: access(planned) }),
    ...(changed("tumbling_window_in_seconds") && {
      TumblingWindowInSeconds: planned.tumbling_window_in_seconds ?? 0,
    }),
  };
}
