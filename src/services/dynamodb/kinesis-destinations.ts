/** Kinesis destinations of tables: there is no Kinesis here yet, so there are none to describe, change or end. */
import type { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { existingTable } from "./table/find-table.ts";

export const describeKinesisStreamingDestination: DynamoOperation<"DescribeKinesisStreamingDestination"> = (
  input,
  context,
) => ({
  TableName: existingTable(input.TableName!, context).name,
  KinesisDataStreamDestinations: [],
});

export const disableKinesisStreamingDestination: DynamoOperation<"DisableKinesisStreamingDestination"> = (
  input,
  context,
) => {
  throw noDestination(input.StreamArn!, existingTable(input.TableName!, context).name);
};

export const updateKinesisStreamingDestination: DynamoOperation<"UpdateKinesisStreamingDestination"> = (
  input,
  context,
) => {
  const { name } = existingTable(input.TableName!, context);
  const configuration = input.UpdateKinesisStreamingConfiguration;
  if (configuration?.ApproximateCreationDateTimePrecision === undefined) {
    throw refusal(
      "Streaming destination cannot be updated with given parameters: UpdateKinesisStreamingConfiguration cannot be null or contain only null values",
    );
  }
  throw noDestination(input.StreamArn!, name);
};

/** Source: recorded on AWS. */
function noDestination(streamArn: string, tableName: string): ServiceException {
  return refusal(
    `Table is not in a valid state to enable Kinesis Streaming Destination: No streaming destination with streamArn: ${streamArn} found for table with tableName: ${tableName}`,
  );
}
