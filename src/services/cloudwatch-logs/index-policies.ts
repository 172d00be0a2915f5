/** Field indexes: stored and shown. Searches here are fast without them. */
import type { IndexPolicy } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { groupArn, nameFromIdentifier, requireGroup } from "./groups.ts";
import { indexDocument } from "./index-document.ts";
import { findRecord, removeRecord, saveRecord } from "./records.ts";

const INDEX_POLICY = "index-policy";

function policiesOf(context: OperationContext, identifiers: readonly string[]): IndexPolicy[] {
  return identifiers.flatMap((identifier) => {
    const group = requireGroup(context.store, context, nameFromIdentifier(identifier));
    return findRecord<IndexPolicy>(context, INDEX_POLICY, group.name) ?? [];
  });
}

export const putIndexPolicy: Operation<CloudWatchLogs, "PutIndexPolicy"> = (input, context) => {
  const group = requireGroup(context.store, context, nameFromIdentifier(input.logGroupIdentifier as string));
  const indexPolicy: IndexPolicy = {
    logGroupIdentifier: groupArn(context, group.name),
    lastUpdateTime: context.clock.now(),
    policyDocument: indexDocument(input.policyDocument as string),
    source: "LOG_GROUP",
  };
  saveRecord(context, INDEX_POLICY, indexPolicy, group.name);
  return { indexPolicy };
};

export const describeIndexPolicies: Operation<CloudWatchLogs, "DescribeIndexPolicies"> = (input, context) => ({
  indexPolicies: policiesOf(context, input.logGroupIdentifiers ?? []),
});

export const deleteIndexPolicy: Operation<CloudWatchLogs, "DeleteIndexPolicy"> = (input, context) => {
  const group = requireGroup(context.store, context, nameFromIdentifier(input.logGroupIdentifier as string));
  removeRecord(context, INDEX_POLICY, group.name);
  return {};
};

export const describeFieldIndexes: Operation<CloudWatchLogs, "DescribeFieldIndexes"> = (input, context) => ({
  fieldIndexes: policiesOf(context, input.logGroupIdentifiers ?? []).flatMap((policy) => {
    const { Fields = [] } = JSON.parse(policy.policyDocument as string) as { Fields?: string[] };
    return Fields.map((fieldIndexName) => ({
      logGroupIdentifier: policy.logGroupIdentifier,
      fieldIndexName,
      lastScanTime: policy.lastUpdateTime,
      type: "FIELD_INDEX" as const,
    }));
  }),
});
