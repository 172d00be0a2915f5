/** Delivery sources: the logs of an AWS resource that can be delivered somewhere. They are stored and shown. */
import type { DeliverySource } from "@aws-sdk/client-cloudwatch-logs";
import { parseArn, regionalArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { hasDeliveries, requireDelivered, tagsOnlyWhenNew } from "./delivery-records.ts";
import { allRecords, findRecord, pageOf, removeRecord, saveRecord } from "./records.ts";

const SOURCE = "delivery-source";

export const requireSource = (context: OperationContext, name: string): DeliverySource =>
  requireDelivered<DeliverySource>(context, SOURCE, name, "Delivery Source");

export const putDeliverySource: Operation<CloudWatchLogs, "PutDeliverySource"> = (input, context) => {
  const name = input.name as string;
  const existing = findRecord<DeliverySource>(context, SOURCE, name);
  tagsOnlyWhenNew(existing, input.tags);
  const resource = parseArn(input.resourceArn as string);
  if (!resource) throw new ServiceException("ValidationException", "Invalid resource ARN is provided.");
  if (existing && !existing.resourceArns?.includes(input.resourceArn as string)) {
    throw new ServiceException(
      "ConflictException",
      "The resource ARN of an existing Delivery Source can not be updated.",
    );
  }
  const deliverySource: DeliverySource = {
    name,
    arn: regionalArn("logs", context, `delivery-source:${name}`),
    resourceArns: [input.resourceArn as string],
    service: resource.service,
    logType: input.logType,
    ...(input.tags === undefined ? {} : { tags: input.tags }),
    ...(input.deliverySourceConfiguration === undefined
      ? {}
      : { deliverySourceConfiguration: input.deliverySourceConfiguration }),
  };
  saveRecord(context, SOURCE, deliverySource, name);
  if (input.tags) saveRecord(context, "tags", input.tags, `delivery-source:${name}`);
  return { deliverySource };
};

export const getDeliverySource: Operation<CloudWatchLogs, "GetDeliverySource"> = ({ name }, context) => ({
  deliverySource: requireSource(context, name as string),
});

export const describeDeliverySources: Operation<CloudWatchLogs, "DescribeDeliverySources"> = (input, context) => {
  const { page, ...rest } = pageOf(allRecords<DeliverySource>(context.store, context, SOURCE), input);
  return { deliverySources: page, ...rest };
};

export const deleteDeliverySource: Operation<CloudWatchLogs, "DeleteDeliverySource"> = ({ name }, context) => {
  const source = requireSource(context, name as string);
  if (hasDeliveries(context, ({ deliverySourceName }) => deliverySourceName === source.name)) {
    throw new ServiceException("ConflictException", "The Delivery Source is still used by a Delivery.");
  }
  removeRecord(context, SOURCE, name as string);
  removeRecord(context, "tags", `delivery-source:${name}`);
  return {};
};
