/** Deliveries: the connection of a source with a destination. Nothing flows over it: the sources are other services'. */
import { randomBytes } from "node:crypto";
import type { Delivery } from "@aws-sdk/client-cloudwatch-logs";
import { regionalArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { destinationOfArn } from "./delivery-destinations.ts";
import { DELIVERY, hasDeliveries, requireDelivered } from "./delivery-records.ts";
import { requireSource } from "./delivery-sources.ts";
import { allRecords, pageOf, removeRecord, saveRecord } from "./records.ts";

const ID_DIGITS = 16;

const requireDelivery = (context: OperationContext, id: string): Delivery =>
  requireDelivered<Delivery>(context, DELIVERY, id, "Delivery");

export const createDelivery: Operation<CloudWatchLogs, "CreateDelivery"> = (input, context) => {
  const source = requireSource(context, input.deliverySourceName as string);
  const destination = destinationOfArn(context, input.deliveryDestinationArn as string);
  const isSame = (other: Delivery): boolean =>
    other.deliverySourceName === source.name && other.deliveryDestinationArn === destination.arn;
  if (hasDeliveries(context, isSame)) {
    throw new ServiceException(
      "ConflictException",
      "A Delivery already exists for this Delivery Source and Destination.",
    );
  }
  const id = randomBytes(ID_DIGITS).toString("base64").replace(/\W/g, "0").slice(0, ID_DIGITS);
  const delivery: Delivery = {
    id,
    arn: regionalArn("logs", context, `delivery:${id}`),
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.arn,
    deliveryDestinationType: destination.deliveryDestinationType,
    ...configurationOf(input),
    ...(input.tags === undefined ? {} : { tags: input.tags }),
  };
  saveRecord(context, DELIVERY, delivery, id);
  if (input.tags) saveRecord(context, "tags", input.tags, `delivery:${id}`);
  return { delivery };
};

const configurationOf = ({
  recordFields,
  fieldDelimiter,
  s3DeliveryConfiguration,
}: Pick<Delivery, "recordFields" | "fieldDelimiter" | "s3DeliveryConfiguration">) => ({
  ...(recordFields === undefined ? {} : { recordFields }),
  ...(fieldDelimiter === undefined ? {} : { fieldDelimiter }),
  ...(s3DeliveryConfiguration === undefined ? {} : { s3DeliveryConfiguration }),
});

export const updateDeliveryConfiguration: Operation<CloudWatchLogs, "UpdateDeliveryConfiguration"> = (
  input,
  context,
) => {
  const delivery = requireDelivery(context, input.id as string);
  saveRecord(context, DELIVERY, { ...delivery, ...configurationOf(input) }, input.id as string);
  return {};
};

export const getDelivery: Operation<CloudWatchLogs, "GetDelivery"> = ({ id }, context) => ({
  delivery: requireDelivery(context, id as string),
});

export const describeDeliveries: Operation<CloudWatchLogs, "DescribeDeliveries"> = (input, context) => {
  const { page, ...rest } = pageOf(allRecords<Delivery>(context.store, context, DELIVERY), input);
  return { deliveries: page, ...rest };
};

export const deleteDelivery: Operation<CloudWatchLogs, "DeleteDelivery"> = ({ id }, context) => {
  requireDelivery(context, id as string);
  removeRecord(context, DELIVERY, id as string);
  removeRecord(context, "tags", `delivery:${id}`);
  return {};
};
