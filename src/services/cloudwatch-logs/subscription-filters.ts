/** Subscription filters of groups, and those that an account policy puts on all groups. */
import type { AccountPolicy, SubscriptionFilter } from "@aws-sdk/client-cloudwatch-logs";
import type { Store } from "../../store/store.ts";
import { ACCOUNT_POLICY } from "./account-policies.ts";
import type { LogGroup, Place } from "./groups.ts";
import { allRecords } from "./records.ts";

export const SUBSCRIPTION_FILTER = "subscription-filter";

export type Subscription = Pick<
  SubscriptionFilter,
  "filterName" | "filterPattern" | "destinationArn" | "roleArn" | "distribution" | "applyOnTransformedLogs"
>;

export const subscriptionFilters = (store: Store, place: Place, group: LogGroup): SubscriptionFilter[] =>
  allRecords<SubscriptionFilter>(store, place, SUBSCRIPTION_FILTER, group.name);

/** Everyone who gets events of this group. */
export function subscriptionsOf(store: Store, place: Place, group: LogGroup): Subscription[] {
  return [
    ...subscriptionFilters(store, place, group),
    ...allRecords<AccountPolicy>(store, place, ACCOUNT_POLICY, "SUBSCRIPTION_FILTER_POLICY")
      .filter((policy) => selects(policy, group.name))
      .map(accountSubscription),
  ];
}

// Source: API reference of PutAccountPolicy; the criteria name groups to leave out: LogGroupName NOT IN ["a", "b"].
function selects({ selectionCriteria }: AccountPolicy, group: string): boolean {
  const excluded = /NOT IN\s*(\[.*\])/s.exec(selectionCriteria ?? "")?.[1];
  return excluded === undefined || !(JSON.parse(excluded) as unknown[]).includes(group);
}

function accountSubscription({ policyName, policyDocument }: AccountPolicy): Subscription {
  const document = JSON.parse(policyDocument as string) as Readonly<Record<string, string>>;
  return {
    filterName: policyName,
    filterPattern: document["FilterPattern"] ?? "",
    destinationArn: document["DestinationArn"],
    roleArn: document["RoleArn"],
  };
}
