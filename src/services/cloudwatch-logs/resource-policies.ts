/** Policies that let services write to groups. */
import { randomUUID } from "node:crypto";
import type { ResourcePolicy } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { jsonDocument } from "./json-document.ts";
import { allRecords, findRecord, limitExceeded, pageOf, removeRecord, saveRecord } from "./records.ts";

const RESOURCE_POLICY = "resource-policy";
const MOST_POLICIES = 10;

export const putResourcePolicy: Operation<CloudWatchLogs, "PutResourcePolicy"> = (input, context) => {
  const { policyName, resourceArn } = input;
  const policyDocument = jsonDocument(input.policyDocument as string);
  const lastUpdatedTime = context.clock.now();
  if (resourceArn !== undefined) {
    const revisionId = randomUUID();
    const resourcePolicy = {
      policyDocument,
      lastUpdatedTime,
      policyScope: "RESOURCE" as const,
      resourceArn,
      revisionId,
    };
    saveRecord(context, RESOURCE_POLICY, resourcePolicy, "RESOURCE", resourceArn);
    return { resourcePolicy, revisionId };
  }
  if (policyName === undefined) {
    throw new ServiceException("InvalidParameterException", "Either policyName or resourceArn must be specified.");
  }
  const name = policyName;
  const policies = allRecords(context.store, context, RESOURCE_POLICY, "ACCOUNT");
  if (policies.length >= MOST_POLICIES && !findRecord(context, RESOURCE_POLICY, "ACCOUNT", name)) throw limitExceeded();
  const resourcePolicy = { policyName: name, policyDocument, lastUpdatedTime, policyScope: "ACCOUNT" as const };
  saveRecord(context, RESOURCE_POLICY, resourcePolicy, "ACCOUNT", name);
  return { resourcePolicy };
};

export const describeResourcePolicies: Operation<CloudWatchLogs, "DescribeResourcePolicies"> = (input, context) => {
  const found = allRecords<ResourcePolicy>(
    context.store,
    context,
    RESOURCE_POLICY,
    input.policyScope ?? "ACCOUNT",
  ).filter(({ resourceArn }) => input.resourceArn === undefined || resourceArn === input.resourceArn);
  const { page, ...rest } = pageOf(found, input);
  return { resourcePolicies: page, ...rest };
};

export const deleteResourcePolicy: Operation<CloudWatchLogs, "DeleteResourcePolicy"> = (input, context) => {
  const name = input.policyName ?? input.resourceArn ?? "";
  const scope = input.policyName === undefined ? "RESOURCE" : "ACCOUNT";
  if (!removeRecord(context, RESOURCE_POLICY, scope, name)) {
    throw new ServiceException("ResourceNotFoundException", `Policy with name [${name}] does not exist.`);
  }
  return {};
};
