import type { SubscriptionFilter } from "@aws-sdk/client-cloudwatch-logs";
import { type Arn, parseArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { compileFilterPattern } from "./filter-pattern/compile.ts";
import { groupArn, requireGroup } from "./groups.ts";
import { findRecord, limitExceeded, saveRecord } from "./records.ts";
import { logsPrincipal } from "./service-principal.ts";
import { requireStandardClass } from "./standard-class.ts";
import { controlMessage, defaultGroupOf, deliver } from "./subscription-delivery.ts";
import { SUBSCRIPTION_FILTER, subscriptionFilters } from "./subscription-filters.ts";

const MOST_FILTERS = 2;

const refuse = (message: string): ServiceException => new ServiceException("InvalidParameterException", message);

export const putSubscriptionFilter: Operation<CloudWatchLogs, "PutSubscriptionFilter"> = async (input, context) => {
  const group = requireStandardClass(requireGroup(context.store, context, input.logGroupName as string));
  const filterName = input.filterName as string;
  const filterPattern = input.filterPattern as string;
  const destinationArn = input.destinationArn as string;
  compileFilterPattern(filterPattern);
  await checkDestination(context, group.name, destinationArn, input.roleArn);
  const existing = findRecord<SubscriptionFilter>(context, SUBSCRIPTION_FILTER, group.name, filterName);
  if (!existing && subscriptionFilters(context.store, context, group).length >= MOST_FILTERS) throw limitExceeded();
  const filter: SubscriptionFilter = {
    filterName,
    logGroupName: group.name,
    filterPattern,
    destinationArn,
    ...(input.roleArn === undefined ? {} : { roleArn: input.roleArn }),
    distribution: input.distribution ?? "ByLogStream",
    applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
    creationTime: existing?.creationTime ?? context.clock.now(),
    ...(input.fieldSelectionCriteria === undefined ? {} : { fieldSelectionCriteria: input.fieldSelectionCriteria }),
    ...(input.emitSystemFields === undefined ? {} : { emitSystemFields: input.emitSystemFields }),
  };
  saveRecord(context, SUBSCRIPTION_FILTER, filter, group.name, filterName);
  return {};
};

async function checkDestination(
  context: OperationContext,
  group: string,
  destinationArn: string,
  roleArn: string | undefined,
): Promise<void> {
  const arn = parseArn(destinationArn);
  if (!arn) throw refuse("Invalid destinationArn.");
  switch (arn.service) {
    case "lambda":
      // This sentence and those of other vendors: AWS, as its users report them.
      if (roleArn !== undefined) throw refuse("destinationArn for vendor lambda cannot be used with roleArn");
      return checkFunction(context, group, arn, destinationArn);
    case "kinesis":
    case "firehose":
      // Source: AWS, recorded.
      if (roleArn === undefined)
        throw refuse(`destinationArn for vendor ${arn.service} cannot be used without roleArn`);
      return tryStream(context, arn, destinationArn);
    case "logs": {
      const name = arn.resource.replace(/^destination:/, "");
      if (findRecord({ ...arn, store: context.store }, "destination", name)) return;
      throw new ServiceException("ResourceNotFoundException", "The specified destination does not exist.");
    }
    default:
      throw refuse(
        roleArn === undefined
          ? `destinationArn for vendor ${arn.service} cannot be used without roleArn`
          : `PutSubscriptionFilter operation cannot work with destinationArn for vendor ${arn.service}`,
      );
  }
}

/** AWS tries the function before it takes the filter. */
async function checkFunction(context: OperationContext, group: string, arn: Arn, destination: string): Promise<void> {
  if (arn.account !== context.account) {
    throw new ServiceException(
      "AccessDeniedException",
      `User with accountId: ${context.account} is not authorized to perform: logs:PutSubscriptionFilter on resource: ${groupArn(context, group)}`,
    );
  }
  if (await isOwnGroup(context, group, arn, destination)) {
    throw refuse("The log group provided is reserved for the function log of the destination function.");
  }
  try {
    await context.call(
      "lambda",
      "Invoke",
      { FunctionName: destination, InvocationType: "DryRun" },
      { region: arn.region, principal: logsPrincipal(context) },
    );
  } catch (error) {
    if (error instanceof ServiceException && error.code === "NotImplemented") throw error;
    throw refuse(
      "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.",
    );
  }
}

/** Whether the function writes to this group: it would be called for what it logs when called. */
async function isOwnGroup(context: OperationContext, group: string, arn: Arn, destination: string): Promise<boolean> {
  if (group === defaultGroupOf(arn)) return true;
  try {
    const { LoggingConfig } = (await context.call(
      "lambda",
      "GetFunctionConfiguration",
      { FunctionName: destination },
      { region: arn.region, principal: logsPrincipal(context) },
    )) as { readonly LoggingConfig?: { readonly LogGroup?: string } };
    return LoggingConfig?.LogGroup === group;
  } catch {
    return false;
  }
}

/** Kinesis and Firehose streams get a message that says whose events will come. */
async function tryStream(context: OperationContext, arn: Arn, destination: string): Promise<void> {
  const kind = arn.service === "kinesis" ? "Kinesis" : "Firehose";
  const at = context.clock.now();
  try {
    await deliver(context.cloud, context, destination, controlMessage(kind, at), "control");
  } catch (error) {
    if (error instanceof ServiceException && error.code === "NotImplemented") throw error;
    throw refuse(
      `Could not deliver test message to specified ${kind} stream. Check if the given ${kind.toLowerCase()} stream is in ACTIVE state. `,
    );
  }
}
