/** Policies of a whole account: data protection, subscriptions, field indexes, transformers. */
import type { AccountPolicy, PolicyType } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { indexDocument } from "./index-document.ts";
import { jsonDocument } from "./json-document.ts";
import { protectionDocument } from "./protection-document.ts";
import { allRecords, limitExceeded, pageOf, removeRecord, saveRecord } from "./records.ts";

export const ACCOUNT_POLICY = "account-policy";

/** Of these an account has one. Source: API reference of PutAccountPolicy. */
const SINGLE: ReadonlySet<string> = new Set(["DATA_PROTECTION_POLICY", "SUBSCRIPTION_FILTER_POLICY"]);

function checked(type: PolicyType, document: string): string {
  switch (type) {
    case "DATA_PROTECTION_POLICY":
      return protectionDocument(document);
    case "FIELD_INDEX_POLICY":
      return indexDocument(document);
    default:
      return jsonDocument(document);
  }
}

export const putAccountPolicy: Operation<CloudWatchLogs, "PutAccountPolicy"> = (input, context) => {
  const policyName = input.policyName as string;
  const policyType = input.policyType as NonNullable<typeof input.policyType>;
  const policyDocument = checked(policyType, input.policyDocument as string);
  const others = allRecords<AccountPolicy>(context.store, context, ACCOUNT_POLICY, policyType).filter(
    (other) => other.policyName !== policyName,
  );
  if (SINGLE.has(policyType) && others.length > 0) throw limitExceeded();
  const policy: AccountPolicy = {
    policyName,
    policyDocument,
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
