/** Policies of a whole account: data protection, subscriptions, field indexes, transformers. */
import type { AccountPolicy } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { jsonDocument } from "./json-document.ts";
import { allRecords, pageOf, removeRecord, saveRecord } from "./records.ts";

export const ACCOUNT_POLICY = "account-policy";

export const putAccountPolicy: Operation<CloudWatchLogs, "PutAccountPolicy"> = (input, context) => {
  const policyName = input.policyName as string;
  const policyType = input.policyType as NonNullable<typeof input.policyType>;
  const policy: AccountPolicy = {
    policyName,
    policyDocument: jsonDocument(input.policyDocument as string),
    lastUpdatedTime: context.clock.now(),
    policyType,
    scope: input.scope ?? "ALL",
    ...(input.selectionCriteria === undefined ? {} : { selectionCriteria: input.selectionCriteria }),
    accountId: context.account,
  };
  if (!input.dryRun) saveRecord(context, ACCOUNT_POLICY, policy, policyType, policyName);
  return { accountPolicy: policy };
};

export const describeAccountPolicies: Operation<CloudWatchLogs, "DescribeAccountPolicies"> = (input, context) => {
  const found = allRecords<AccountPolicy>(context.store, context, ACCOUNT_POLICY, input.policyType as string).filter(
    ({ policyName }) => input.policyName === undefined || policyName === input.policyName,
  );
  const { page, ...rest } = pageOf(found, input);
  return { accountPolicies: page, ...rest };
};

export const deleteAccountPolicy: Operation<CloudWatchLogs, "DeleteAccountPolicy"> = (input, context) => {
  if (!removeRecord(context, ACCOUNT_POLICY, input.policyType as string, input.policyName as string)) {
    throw new ServiceException("ResourceNotFoundException", `Policy with name [${input.policyName}] does not exist.`);
  }
  return {};
};
