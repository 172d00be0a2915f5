import type { ApproximateCreationDateTimePrecision } from "@aws-sdk/client-dynamodb";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";

type Destination = DynamodbResources["aws_dynamodb_kinesis_streaming_destination"];

/** Ids are `table,stream ARN`. */
function parts(id: string): { readonly TableName: string; readonly StreamArn: string } {
  const [TableName, StreamArn, ...rest] = id.split(",");
  if (!TableName || !StreamArn || rest.length > 0)
    throw new Refusal(`unexpected format of ID (${id}), expected TABLE_NAME,STREAM_ARN`);
  return { TableName, StreamArn };
}

export const awsDynamodbKinesisStreamingDestination = defineResource<Destination>({
  title: "DynamoDB Kinesis Streaming Destination",
  words: {
    creating: ({ table_name, stream_arn }) =>
      `enabling DynamoDB Kinesis Streaming Destination (${table_name},${stream_arn})`,
  },
  async create(planned, aws, keep) {
    const id = `${planned.table_name},${planned.stream_arn}`;
    const precision = given(planned.approximate_creation_date_time_precision);
    await aws.call("dynamodb", "EnableKinesisStreamingDestination", {
      ...parts(id),
      ...(precision && {
        EnableKinesisStreamingConfiguration: {
          ApproximateCreationDateTimePrecision: precision as ApproximateCreationDateTimePrecision,
        },
      }),
    });
    keep(id);
    await aws.until(`DynamoDB Kinesis Streaming Destination (${id}) create`, async () =>
      (await findDestination(aws, id))?.DestinationStatus === "ACTIVE" ? true : undefined,
    );
    return { id };
  },
  async read(state, aws) {
    const found = await findDestination(aws, state.id);
    if (!found || found.DestinationStatus === "DISABLED") return undefined;
    return {
      approximate_creation_date_time_precision: found.ApproximateCreationDateTimePrecision,
      stream_arn: found.StreamArn ?? "",
      table_name: parts(state.id).TableName,
    };
  },
  async delete(prior, aws) {
    const gone = await unless(
      aws.call("dynamodb", "DisableKinesisStreamingDestination", parts(prior.id)),
      "ResourceNotFoundException",
    );
    if (gone)
      await aws.until(`DynamoDB Kinesis Streaming Destination (${prior.id}) delete`, async () =>
        (await findDestination(aws, prior.id))?.DestinationStatus === "DISABLING" ? undefined : true,
      );
  },
});

async function findDestination(aws: Aws, id: string) {
  const { TableName, StreamArn } = parts(id);
  const answer = await unless(
    aws.call("dynamodb", "DescribeKinesisStreamingDestination", { TableName }),
    "ResourceNotFoundException",
  );
  return answer?.KinesisDataStreamDestinations?.find((one) => one.StreamArn === StreamArn);
}
