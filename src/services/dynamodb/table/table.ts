/** A table as it is kept, and where. Times are the cloud clock's milliseconds. */
import type { UpdateReplicationGroupMemberAction } from "@aws-sdk/client-dynamodb";
import type { Tag } from "../../../cloud/tags.ts";
import type { Key } from "../../../store/store.ts";

export type KeyAttributeType = "S" | "N" | "B";

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyAttributeType;
}

/** A primary key: of a table one hash and at most one range attribute, of a global index up to four of each. */
export interface KeySchema {
  readonly hash: readonly KeyAttribute[];
  readonly range: readonly KeyAttribute[];
}

export interface Throughput {
  readonly read: number;
  readonly write: number;
  readonly increasedAt?: number;
  readonly decreasedAt?: number;
  readonly decreasesToday?: number;
}

/** Limits a user may set on an on-demand table; -1 is none. */
export interface OnDemandThroughput {
  readonly MaxReadRequestUnits?: number;
  readonly MaxWriteRequestUnits?: number;
}

export interface WarmThroughput {
  readonly read: number;
  readonly write: number;
  /** Still UPDATING until then. */
  readonly settlesAt: number;
}

export interface Projection {
  readonly type: "ALL" | "KEYS_ONLY" | "INCLUDE";
  readonly attributes: readonly string[];
}

export interface SecondaryIndex {
  readonly name: string;
  /** Part of the keys of its entries; a later index of the same name has another. */
  readonly id: string;
  readonly kind: "global" | "local";
  readonly keys: KeySchema;
  readonly projection: Projection;
  readonly throughput: Throughput;
  readonly onDemand?: OnDemandThroughput;
  readonly warm?: WarmThroughput;
  /** Global indexes that come and go while the table lives. */
  readonly state: "ACTIVE" | "CREATING" | "DELETING";
  readonly updatesUntil?: number;
  readonly contributorInsights?: ContributorInsights;
}

export interface ContributorInsights {
  readonly enabled: boolean;
  readonly changedAt: number;
  readonly mode?: "ACCESSED_AND_THROTTLED_KEYS" | "THROTTLED_KEYS";
}

export interface StreamSettings {
  readonly viewType: "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";
  /** The time of enabling as AWS writes it; the last part of the stream's ARN. */
  readonly label: string;
}

export interface TimeToLive {
  readonly attribute: string;
  readonly enabled: boolean;
  readonly changedAt?: number;
}

export interface Encryption {
  readonly keyArn: string;
}

export interface ResourcePolicy {
  readonly text: string;
  readonly revision: string;
}

export interface PointInTimeRecovery {
  readonly enabled: boolean;
  readonly since: number;
  readonly days: number;
}

/** A region that helps to decide in a global table with strong consistency, and has no data to read. */
export interface Witness {
  readonly region: string;
  readonly activeAt: number;
}

export type ReplicaSettings = Omit<UpdateReplicationGroupMemberAction, "RegionName">;

/** A copy of a global table in another region. */
export interface Replica {
  readonly region: string;
  /** CREATING until then. */
  readonly activeAt?: number;
  /** When this very table was copied there. */
  readonly copiedAt?: number;
  /** What it does not share with the others, as it was given. */
  readonly own?: ReplicaSettings | undefined;
}

export interface RestoredFrom {
  readonly backupArn?: string;
  readonly tableArn: string;
  /** The time whose items were restored. */
  readonly time: number;
}

export interface Table {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  readonly id: string;
  readonly createdAt: number;
  /** CREATING until then. */
  readonly activeAt: number;
  /** UPDATING until then. */
  readonly updatesUntil: number;
  /** DELETING until then, and gone afterwards. */
  readonly deletedAt?: number;
  readonly keys: KeySchema;
  readonly indexes: readonly SecondaryIndex[];
  /** Names of the defined attributes in the order in which they were given. */
  readonly definitions?: readonly string[];
  readonly billingMode: "PROVISIONED" | "PAY_PER_REQUEST";
  /** When the table was last made on-demand; a table that was always provisioned has no such summary. */
  readonly onDemandSince?: number;
  readonly throughput: Throughput;
  readonly onDemand?: OnDemandThroughput;
  readonly warm?: WarmThroughput;
  readonly stream?: StreamSettings;
  /** ARN and label of the newest stream, which outlives its being switched off. */
  readonly lastStreamLabel?: string;
  readonly encryption?: Encryption;
  /** The last changes of the encryption; while the newest is not over, its state is UPDATING. */
  readonly encryptionChanges?: readonly number[];
  readonly tableClass?: "STANDARD" | "STANDARD_INFREQUENT_ACCESS";
  readonly tableClassChanges?: readonly number[];
  readonly deletionProtection: boolean;
  readonly tags: readonly Tag[];
  readonly timeToLive?: TimeToLive;
  readonly recovery?: PointInTimeRecovery;
  /** While there are any, changes are recorded as for recovery. */
  readonly backupsUnderWay?: number;
  readonly contributorInsights?: ContributorInsights;
  readonly resourcePolicy?: ResourcePolicy;
  readonly replicas: readonly Replica[];
  /** Told when the global table was asked for with one; every write reaches all replicas before it is answered anyway. */
  readonly consistency?: "EVENTUAL" | "STRONG";
  readonly witness?: Witness;
  readonly restored?: RestoredFrom;
}

/** All tables, by place and name. */
export const tablesPrefix = (account: string, region: string): Key => ["ddb-table", account, region];
export const tableKey = (account: string, region: string, name: string): Key => ["ddb-table", account, region, name];

export type TableStatus = "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";

export function statusOf(table: Table, now: number): TableStatus {
  if (table.deletedAt !== undefined) return "DELETING";
  if (now < table.activeAt) return "CREATING";
  if (now < table.updatesUntil || table.indexes.some((index) => indexStatusOf(index, now) !== "ACTIVE")) {
    return "UPDATING";
  }
  return "ACTIVE";
}

export function indexStatusOf(index: SecondaryIndex, now: number): TableStatus {
  if (index.state !== "ACTIVE") return index.state;
  return now < (index.updatesUntil ?? 0) ? "UPDATING" : "ACTIVE";
}

export function keyAttributesOf(keys: KeySchema): readonly KeyAttribute[] {
  return [...keys.hash, ...keys.range];
}
