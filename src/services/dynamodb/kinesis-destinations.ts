/** Kinesis destinations of tables: there is no Kinesis here yet, so there are none to describe, change or end. */
import { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { existingTable } from "./table/find-table.ts";

export const describeKinesisStreamingDestination: DynamoOperation<"DescribeKinesisStreamingDestination"> = (
  input,
  context,
) => ({
  TableName: existingTable(input.TableName!, context, "DescribeKinesisStreamingDestination").name,
  KinesisDataStreamDestinations: [],
});

export const disableKinesisStreamingDestination: DynamoOperation<"DisableKinesisStreamingDestination"> = (
  input,
  context,
) => {
  existingTable(input.TableName!, context, "DisableKinesisStreamingDestination");
  if (input.EnableKinesisStreamingConfiguration) {
    throw refusal("Stream cannot be disabled using EnableKinesisStreamingConfiguration parameters");
  }
  // Source: AWS, October 2026.
  throw refusal(
    "Table is not in a valid state to enable Kinesis Streaming Destination: KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.",
  );
};

export const enableKinesisStreamingDestination: DynamoOperation<"EnableKinesisStreamingDestination"> = (
  input,
  context,
) => {
  existingTable(input.TableName!, context, "EnableKinesisStreamingDestination");
  throw new ServiceException(
    "NotImplemented",
    "Terrarium does not implement Kinesis, so EnableKinesisStreamingDestination is not implemented.",
    {},
    501,
  );
};

export const updateKinesisStreamingDestination: DynamoOperation<"UpdateKinesisStreamingDestination"> = (
  input,
  context,
) => {
  const { name } = existingTable(input.TableName!, context, "UpdateKinesisStreamingDestination");
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
