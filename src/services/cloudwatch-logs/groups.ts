/** Log groups: what is stored of one, and how requests name it. */
import type { DataProtectionStatus, LogGroupClass, Processor } from "@aws-sdk/client-cloudwatch-logs";
import { regionalArn } from "../../cloud/arn.ts";
import type { Store } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";

/** Where a group lives. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export interface LogGroup {
  readonly name: string;
  /** Distinguishes a group from an earlier one of the same name. */
  readonly id: number;
  readonly createdAt: number;
  readonly class: LogGroupClass;
  readonly retentionInDays?: number;
  readonly kmsKeyId?: string;
  readonly deletionProtection?: boolean;
  readonly dataProtection?: { readonly policyDocument: string; readonly lastUpdatedTime: number };
  readonly transformer?: {
    readonly processors: readonly Processor[];
    readonly createdAt: number;
    readonly modifiedAt: number;
  };
  readonly dataProtectionStatus?: DataProtectionStatus;
  /** As it was when sizes were last taken, every hour: AWS shows it late as well. */
  readonly storedBytes?: number;
  readonly tags: Readonly<Record<string, string>>;
}

const groupKey = ({ account, region }: Place, name: string) => ["logs", account, region, "group", name] as const;

export const groupArn = (place: Place, name: string): string => regionalArn("logs", place, `log-group:${name}`);

export function findGroup(store: Store, place: Place, name: string): LogGroup | undefined {
  return store.get<LogGroup>(groupKey(place, name));
}

export function requireGroup(store: Store, place: Place, name: string): LogGroup {
  const group = findGroup(store, place, name);
  if (!group) throw new ServiceException("ResourceNotFoundException", "The specified log group does not exist.");
  return group;
}

export const saveGroup = (store: Store, place: Place, group: LogGroup): void =>
  store.put(groupKey(place, group.name), group);

/** In order of names. */
export function* allGroups(store: Store, { account, region }: Place, namePrefix = ""): IterableIterator<LogGroup> {
  const prefix = ["logs", account, region, "group"];
  for (const { value } of store.range<LogGroup>({ prefix, from: [...prefix, namePrefix] })) {
    if (!value.name.startsWith(namePrefix)) return;
    yield value;
  }
}

/** Removes a group with all that is stored under it. */
export function removeGroup(store: Store, place: Place, group: LogGroup): void {
  store.delete(groupKey(place, group.name));
  const { account, region } = place;
  for (const kind of ["stream", "batch"]) store.deletePrefix(["logs", account, region, kind, group.id]);
  for (const kind of ["metric-filter", "subscription-filter", "index-policy"]) {
    store.deletePrefix(["logs", account, region, kind, group.name]);
  }
}

export function createGroup(store: Store, place: Place, group: Omit<LogGroup, "id">): LogGroup {
  store.put(["logs-places", place.account, place.region], true);
  const counter = ["logs", place.account, place.region, "next-group"];
  const id = store.get<number>(counter) ?? 1;
  store.put(counter, id + 1);
  const made = { ...group, id };
  saveGroup(store, place, made);
  return made;
}

/** The accounts and regions that have, or had, groups. */
export function groupPlaces(store: Store): Place[] {
  return Array.from(store.range({ prefix: ["logs-places"] }), ({ key }) => ({
    account: String(key[1]),
    region: String(key[2]),
  }));
}

/** The group's name from a name or an ARN, with or without the `:*` behind it. */
export function nameFromIdentifier(identifier: string): string {
  const match = /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(identifier);
  return match ? (match[1] as string) : identifier;
}

/** The group a request names by `logGroupName` or `logGroupIdentifier`, of which it must give one. */
export function namedGroup(input: {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}): string {
  const { logGroupName, logGroupIdentifier } = input;
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) {
    throw new ServiceException(
      "ValidationException",
      "LogGroup name and LogGroup ARN are mutually exclusive parameters.",
    );
  }
  if (logGroupName === undefined && logGroupIdentifier === undefined) {
    throw new ServiceException("ValidationException", "Either LogGroup name or LogGroup ARN is required.");
  }
  return logGroupName ?? nameFromIdentifier(logGroupIdentifier as string);
}
