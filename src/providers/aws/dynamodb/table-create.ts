/** Makes a table: new, restored from another, or filled from S3. */
import type {
  BillingMode,
  CreateTableCommandInput,
  InputFormat,
  ProjectionType,
  ScalarAttributeType,
  StreamViewType,
  TableClass,
} from "@aws-sdk/client-dynamodb";
import type { Aws } from "../framework/aws.ts";
import { given, some } from "../framework/given.ts";
import { tagList } from "../framework/tags.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";

type Table = DynamodbResources["aws_dynamodb_table"];
type GlobalIndex = Table["global_secondary_index"][number];

export async function createTable(planned: Table, aws: Aws): Promise<void> {
  const source = given(planned.restore_source_name);
  const sourceArn = given(planned.restore_source_table_arn);
  const [imported] = planned.import_table;
  if (source || sourceArn) await restore(planned, aws);
  else if (imported) await importTable(planned, imported, aws);
  else
    await aws.call("dynamodb", "CreateTable", {
      ...definition(planned),
      DeletionProtectionEnabled: given(planned.deletion_protection_enabled),
      LocalSecondaryIndexes: some(planned.local_secondary_index)?.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(planned.hash_key, index.range_key),
        Projection: projection(index),
      })),
      OnDemandThroughput: onDemand(planned.on_demand_throughput),
      StreamSpecification: planned.stream_enabled
        ? { StreamEnabled: true, StreamViewType: given(planned.stream_view_type) as StreamViewType | undefined }
        : undefined,
      TableClass: given(planned.table_class) as TableClass | undefined,
      Tags: some(tagList(planned.tags_all)),
    });
}

/** What creation and import share. */
const definition = (planned: Table): CreateTableCommandInput => ({
  TableName: planned.name,
  AttributeDefinitions: attributeDefinitions(planned),
  BillingMode: billing(planned),
  KeySchema: keys(planned.hash_key, planned.range_key),
  GlobalSecondaryIndexes: some(planned.global_secondary_index)?.map((index) => globalIndexInput(index, planned)),
  ProvisionedThroughput: throughput(planned, planned),
  SSESpecification: encryption(planned),
});

export const attributeDefinitions = ({ attribute }: Table) =>
  attribute.map(({ name, type }) => ({ AttributeName: name, AttributeType: type as ScalarAttributeType }));

export const billing = (planned: Table): BillingMode => (planned.billing_mode as BillingMode | null) ?? "PROVISIONED";

export const keys = (hash: string | null, range: string | null) => [
  { AttributeName: hash ?? "", KeyType: "HASH" as const },
  ...(range ? [{ AttributeName: range, KeyType: "RANGE" as const }] : []),
];

interface Capacity {
  readonly read_capacity: number | null;
  readonly write_capacity: number | null;
}

export const throughput = (capacity: Capacity, table: Table) =>
  billing(table) === "PROVISIONED"
    ? { ReadCapacityUnits: capacity.read_capacity ?? 0, WriteCapacityUnits: capacity.write_capacity ?? 0 }
    : undefined;

export const onDemand = ([limits]: Table["on_demand_throughput"]) =>
  limits && {
    MaxReadRequestUnits: given(limits.max_read_request_units),
    MaxWriteRequestUnits: given(limits.max_write_request_units),
  };

export const encryption = ({ server_side_encryption: [config] }: Table) => {
  if (!config) return undefined;
  if (!config.enabled) return { Enabled: false };
  return {
    Enabled: true,
    ...(config.kms_key_arn && { KMSMasterKeyId: config.kms_key_arn, SSEType: "KMS" as const }),
  };
};

const projection = (index: { readonly projection_type: string; readonly non_key_attributes: readonly string[] }) => ({
  ProjectionType: index.projection_type as ProjectionType,
  ...(index.non_key_attributes.length > 0 && { NonKeyAttributes: [...index.non_key_attributes] }),
});

export const globalIndexInput = (index: GlobalIndex, table: Table) => ({
  IndexName: index.name,
  KeySchema: keys(index.hash_key, index.range_key),
  Projection: projection(index),
  ProvisionedThroughput: throughput(index, table),
  OnDemandThroughput: onDemand(index.on_demand_throughput),
});

async function restore(planned: Table, aws: Aws): Promise<void> {
  await aws.call("dynamodb", "RestoreTableToPointInTime", {
    TargetTableName: planned.name,
    SourceTableName: given(planned.restore_source_name),
    SourceTableArn: given(planned.restore_source_table_arn),
    RestoreDateTime: planned.restore_date_time ? new Date(planned.restore_date_time) : undefined,
    UseLatestRestorableTime: given(planned.restore_to_latest_time),
    BillingModeOverride: billing(planned),
    ProvisionedThroughputOverride: throughput(planned, planned),
    SSESpecificationOverride: encryption(planned),
    GlobalSecondaryIndexOverride: some(planned.global_secondary_index)?.map((index) =>
      globalIndexInput(index, planned),
    ),
  });
}

async function importTable(planned: Table, source: Table["import_table"][number], aws: Aws): Promise<void> {
  const [bucket] = source.s3_bucket_source;
  const csv = source.input_format_options[0]?.csv[0];
  await aws.call("dynamodb", "ImportTable", {
    InputFormat: source.input_format as InputFormat,
    InputCompressionType: given(source.input_compression_type) as "GZIP" | undefined,
    InputFormatOptions: csv && { Csv: { Delimiter: given(csv.delimiter), HeaderList: some(csv.header_list) } },
    S3BucketSource: {
      S3Bucket: bucket?.bucket,
      S3BucketOwner: given(bucket?.bucket_owner),
      S3KeyPrefix: given(bucket?.key_prefix),
    },
    TableCreationParameters: definition(planned) as never,
  });
}
