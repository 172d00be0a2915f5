/** Destinations: names for Kinesis streams of other accounts, with the policy that says who may subscribe to them. */
import type { Destination } from "@aws-sdk/client-cloudwatch-logs";
import { regionalArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { jsonDocument } from "./json-document.ts";
import { allRecords, findRecord, pageOf, removeRecord, saveRecord } from "./records.ts";

const DESTINATION = "destination";

const unknown = (): ServiceException =>
  new ServiceException("ResourceNotFoundException", "The specified destination does not exist.");

function requireDestination(context: OperationContext, name: string): Destination {
  const found = findRecord<Destination>(context, DESTINATION, name);
  if (!found) throw unknown();
  return found;
}

export const putDestination: Operation<CloudWatchLogs, "PutDestination"> = (input, context) => {
  const destinationName = input.destinationName as string;
  const existing = findRecord<Destination>(context, DESTINATION, destinationName);
  const destination: Destination = {
    ...existing,
    destinationName,
    targetArn: input.targetArn,
    roleArn: input.roleArn,
    arn: regionalArn("logs", context, `destination:${destinationName}`),
    creationTime: existing?.creationTime ?? context.clock.now(),
  };
  saveRecord(context, DESTINATION, destination, destinationName);
  if (input.tags) saveRecord(context, "tags", input.tags, `destination:${destinationName}`);
  return { destination };
};

export const putDestinationPolicy: Operation<CloudWatchLogs, "PutDestinationPolicy"> = (input, context) => {
  const destination = requireDestination(context, input.destinationName as string);
  const accessPolicy = jsonDocument(input.accessPolicy as string);
  saveRecord(context, DESTINATION, { ...destination, accessPolicy }, destination.destinationName as string);
  return {};
};

export const describeDestinations: Operation<CloudWatchLogs, "DescribeDestinations"> = (input, context) => {
  const { DestinationNamePrefix = "" } = input;
  const found = allRecords<Destination>(context.store, context, DESTINATION).filter(({ destinationName }) =>
    destinationName?.startsWith(DestinationNamePrefix),
  );
  const { page, ...rest } = pageOf(found, input);
  return { destinations: page, ...rest };
};

export const deleteDestination: Operation<CloudWatchLogs, "DeleteDestination"> = ({ destinationName }, context) => {
  if (!removeRecord(context, DESTINATION, destinationName as string)) throw unknown();
  removeRecord(context, "tags", `destination:${destinationName}`);
  return {};
};
