/** Delivery destinations: the group, bucket or stream that delivered logs go to, and who may deliver there. */
import type { DeliveryDestination, DeliveryDestinationType } from "@aws-sdk/client-cloudwatch-logs";
import { parseArn, regionalArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { hasDeliveries, requireDelivered, tagsOnlyWhenNew } from "./delivery-records.ts";
import { jsonDocument } from "./json-document.ts";
import { allRecords, findRecord, pageOf, removeRecord, saveRecord } from "./records.ts";

const DESTINATION = "delivery-destination";
const POLICY = "delivery-destination-policy";

const TYPES: Readonly<Record<string, DeliveryDestinationType>> = { logs: "CWL", s3: "S3", firehose: "FH" };

const requireDestination = (context: OperationContext, name: string): DeliveryDestination =>
  requireDelivered<DeliveryDestination>(context, DESTINATION, name, "Delivery Destination");

export function destinationOfArn(context: OperationContext, arn: string): DeliveryDestination {
  return requireDestination(context, /:delivery-destination:(.+)$/.exec(arn)?.[1] ?? "");
}

export const putDeliveryDestination: Operation<CloudWatchLogs, "PutDeliveryDestination"> = (input, context) => {
  const name = input.name as string;
  const existing = findRecord<DeliveryDestination>(context, DESTINATION, name);
  tagsOnlyWhenNew(existing, input.tags);
  const resource = input.deliveryDestinationConfiguration?.destinationResourceArn;
  const type =
    input.deliveryDestinationType ?? TYPES[(resource === undefined ? undefined : parseArn(resource))?.service ?? ""];
  if (!type) throw new ServiceException("ValidationException", "Invalid destination resource ARN is provided.");
  const deliveryDestination: DeliveryDestination = {
    name,
    arn: regionalArn("logs", context, `delivery-destination:${name}`),
    deliveryDestinationType: type,
    ...(input.outputFormat === undefined ? {} : { outputFormat: input.outputFormat }),
    ...(resource === undefined ? {} : { deliveryDestinationConfiguration: { destinationResourceArn: resource } }),
    ...(input.roleArn === undefined ? {} : { roleArn: input.roleArn }),
    ...(input.tags === undefined ? {} : { tags: input.tags }),
  };
  saveRecord(context, DESTINATION, deliveryDestination, name);
  if (input.tags) saveRecord(context, "tags", input.tags, `delivery-destination:${name}`);
  return { deliveryDestination };
};

export const getDeliveryDestination: Operation<CloudWatchLogs, "GetDeliveryDestination"> = ({ name }, context) => ({
  deliveryDestination: requireDestination(context, name as string),
});

export const describeDeliveryDestinations: Operation<CloudWatchLogs, "DescribeDeliveryDestinations"> = (
  input,
  context,
) => {
  const { page, ...rest } = pageOf(allRecords<DeliveryDestination>(context.store, context, DESTINATION), input);
  return { deliveryDestinations: page, ...rest };
};

export const deleteDeliveryDestination: Operation<CloudWatchLogs, "DeleteDeliveryDestination"> = (
  { name },
  context,
) => {
  const { arn } = requireDestination(context, name as string);
  if (hasDeliveries(context, ({ deliveryDestinationArn }) => deliveryDestinationArn === arn)) {
    throw new ServiceException("ConflictException", "The Delivery Destination is still used by a Delivery.");
  }
  removeRecord(context, DESTINATION, name as string);
  removeRecord(context, POLICY, name as string);
  removeRecord(context, "tags", `delivery-destination:${name}`);
  return {};
};

export const putDeliveryDestinationPolicy: Operation<CloudWatchLogs, "PutDeliveryDestinationPolicy"> = (
  input,
  context,
) => {
  const name = input.deliveryDestinationName as string;
  requireDestination(context, name);
  const policy = { deliveryDestinationPolicy: jsonDocument(input.deliveryDestinationPolicy as string) };
  saveRecord(context, POLICY, policy, name);
  return { policy };
};

export const getDeliveryDestinationPolicy: Operation<CloudWatchLogs, "GetDeliveryDestinationPolicy"> = (
  { deliveryDestinationName },
  context,
) => {
  requireDestination(context, deliveryDestinationName as string);
  return {
    policy: findRecord<{ deliveryDestinationPolicy: string }>(context, POLICY, deliveryDestinationName as string) ?? {},
  };
};

export const deleteDeliveryDestinationPolicy: Operation<CloudWatchLogs, "DeleteDeliveryDestinationPolicy"> = (
  { deliveryDestinationName },
  context,
) => {
  requireDestination(context, deliveryDestinationName as string);
  removeRecord(context, POLICY, deliveryDestinationName as string);
  return {};
};
