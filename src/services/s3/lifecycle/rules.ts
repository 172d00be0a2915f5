/** A bucket's lifecycle rules: checked and kept. */
import type * as S3 from "@aws-sdk/client-s3";
import { lowerHexadecimal, randomId } from "../../../cloud/ids.ts";
import { invalidArgument, invalidRequest, malformedXml } from "../fault.ts";

export interface Lifecycle {
  readonly Rules: S3.LifecycleRule[];
  readonly TransitionDefaultMinimumObjectSize: S3.TransitionDefaultMinimumObjectSize;
}

const MOST_RULES = 1000;
const LONGEST_ID = 255;
/** Days that an object must have been in standard storage, or in infrequent access, before it may move on. */
const INFREQUENT_DAYS = 30;
const INFREQUENT: ReadonlySet<string> = new Set(["STANDARD_IA", "ONEZONE_IA"]);

export function checkedRules(rules: readonly S3.LifecycleRule[] | undefined): S3.LifecycleRule[] {
  if (!rules?.length || rules.length > MOST_RULES) throw malformedXml();
  const ids = rules.flatMap(({ ID }) => ID ?? []);
  if (new Set(ids).size < ids.length)
    throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule");
  return rules.map((rule) => {
    checkForm(rule);
    checkExpirations(rule);
    checkTransitions(rule);
    return { ...rule, ID: rule.ID ?? randomId(48, lowerHexadecimal) };
  });
}

/** What the schema of the document says. */
function checkForm(rule: S3.LifecycleRule): void {
  const { Expiration, Filter, Transitions = [], NoncurrentVersionTransitions = [] } = rule;
  if (rule.ID !== undefined && rule.ID.length > LONGEST_ID)
    throw invalidArgument("ID length should not exceed allowed limit of 255");
  const acts =
    Expiration ??
    rule.Transitions ??
    rule.NoncurrentVersionExpiration ??
    rule.NoncurrentVersionTransitions ??
    rule.AbortIncompleteMultipartUpload;
  if (acts === undefined) throw invalidRequest("At least one action needs to be specified in a rule");
  const predicates = Object.values(Filter ?? {}).filter((one) => one !== undefined);
  const classes = [...Transitions, ...NoncurrentVersionTransitions].map(({ StorageClass }) => StorageClass);
  const wellFormed =
    (Filter === undefined) !== (rule.Prefix === undefined) &&
    predicates.length <= 1 &&
    count(Expiration?.Days, Expiration?.Date, Expiration?.ExpiredObjectDeleteMarker || undefined) <= 1 &&
    Transitions.every(({ Days, Date: date }) => count(Days, date) === 1) &&
    classes.every((name) => name !== undefined);
  if (!wellFormed) throw malformedXml();
}

const count = (...values: readonly unknown[]): number => values.filter((value) => value !== undefined).length;

function checkExpirations(rule: S3.LifecycleRule): void {
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  requirePositive("Days", "Expiration", Expiration?.Days);
  requirePositive("NoncurrentDays", "NoncurrentVersionExpiration", NoncurrentVersionExpiration?.NoncurrentDays);
  requirePositive(
    "DaysAfterInitiation",
    "AbortIncompleteMultipartUpload",
    AbortIncompleteMultipartUpload?.DaysAfterInitiation,
  );
  if (rule.Filter?.Tag === undefined && rule.Filter?.And?.Tags === undefined) return;
  if (AbortIncompleteMultipartUpload)
    throw invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
  if (Expiration?.ExpiredObjectDeleteMarker)
    throw invalidRequest("ExpiredObjectDeleteMarker cannot be specified with Tags.");
}

function requirePositive(name: string, action: string, days: number | undefined): void {
  if (days !== undefined && days <= 0)
    throw invalidArgument(`'${name}' for ${action} action must be a positive integer`);
}

function checkTransitions(rule: S3.LifecycleRule): void {
  const { Expiration, Transitions = [], NoncurrentVersionTransitions = [] } = rule;
  // Source: AWS, recorded.
  for (const { Date: date } of [Expiration ?? {}, ...Transitions])
    if (date !== undefined && date.getTime() % 86_400_000 !== 0)
      throw invalidArgument("'Date' must be at midnight GMT");
  const there = filterText(rule);
  const dates = count(Expiration?.Date, ...Transitions.map(({ Date: date }) => date));
  const days = count(Expiration?.Days, ...Transitions.map(({ Days }) => Days));
  if (dates > 0 && days > 0) {
    throw invalidRequest(
      `Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for ${there}`,
    );
  }
  for (const { Days, StorageClass } of Transitions) requireAge("Days", "Transition", Days, StorageClass);
  for (const { NoncurrentDays, StorageClass } of NoncurrentVersionTransitions)
    requireAge("NoncurrentDays", "NoncurrentVersionTransition", NoncurrentDays, StorageClass);
  if (new Set(Transitions.map(({ StorageClass }) => StorageClass)).size < Transitions.length)
    throw invalidRequest(`'StorageClass' must be different for 'Transition' actions in same 'Rule' with ${there}`);
  for (const { Days = 0 } of Transitions) {
    if (Expiration?.Days !== undefined && Expiration.Days <= Days) {
      throw invalidArgument(
        `'Days' in the Expiration action for ${there} must be greater than 'Days' in the Transition action`,
      );
    }
  }
}

function requireAge(name: string, action: string, days: number | undefined, storageClass: string | undefined): void {
  if (days === undefined) return;
  if (days < 0) throw invalidArgument(`'${name}' in ${action} action must be nonnegative`);
  if (INFREQUENT.has(storageClass ?? "") && days < INFREQUENT_DAYS) {
    throw invalidArgument(
      `'${name}' in ${action} action must be greater than or equal to ${INFREQUENT_DAYS} for storageClass '${storageClass}'`,
    );
  }
}

/** The rule's filter as the sentences name it. */
function filterText({ Filter, Prefix }: S3.LifecycleRule): string {
  if (Filter === undefined) return `prefix '${Prefix ?? ""}'`;
  return `filter '(prefix=${Filter.Prefix ?? Filter.And?.Prefix ?? ""})'`;
}
