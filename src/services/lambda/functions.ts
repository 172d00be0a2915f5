/** Functions, versions and aliases: lookup, and what a qualifier stands for. */
import { randomUUID } from "node:crypto";
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import type { AliasRecord, FunctionRecord, VersionRecord } from "./entities.ts";
import { conflict, functionNotFound, notFound, preconditionFailed } from "./fault.ts";
import { type FunctionReference, functionArn, referenceArn } from "./function-name.ts";
import { aliasKey, functionKey, prefixOf, versionKey } from "./keys.ts";
import { recordsAt } from "./records.ts";
import { targetsChanged } from "./settled-targets.ts";

/** How long a function stays Pending or InProgress: long enough to be seen, too short to wait for. */
const SETTLING = 50;

type Reading = Pick<OperationContext, "store" | "clock">;

export const isVersion = (qualifier: string): boolean => qualifier === "$LATEST" || /^\d+$/.test(qualifier);

export function findFunction({ store }: Reading, reference: FunctionReference): FunctionRecord | undefined {
  return store.get<FunctionRecord>(functionKey(reference, reference.name));
}

export function requireFunction(context: Reading, reference: FunctionReference): FunctionRecord {
  const found = findFunction(context, reference);
  if (!found) throw functionNotFound(referenceArn(reference));
  return found;
}

export function findVersion(
  context: Reading,
  reference: FunctionReference,
  version: string,
): VersionRecord | undefined {
  // What is neither is an alias, or nothing that there could be.
  if (version !== "$LATEST" && !/^\d+$/.test(version)) return undefined;
  const found = context.store.get<VersionRecord>(versionKey(reference, reference.name, version));
  return found && settled(context, found);
}

export function requireVersion(context: Reading, reference: FunctionReference, version: string): VersionRecord {
  const found = findVersion(context, reference, version);
  if (!found) throw functionNotFound(referenceArn(reference));
  return found;
}

export const requireLatest = (context: Reading, reference: FunctionReference): VersionRecord =>
  requireVersion(context, reference, "$LATEST");

export function findAlias({ store }: Reading, reference: FunctionReference, name: string): AliasRecord | undefined {
  return store.get<AliasRecord>(aliasKey(reference, reference.name, name));
}

/** The version that a number or an alias leads to, if it does. */
export function versionBehind(context: Reading, reference: FunctionReference): VersionRecord | undefined {
  const { qualifier = "$LATEST" } = reference;
  const version = isVersion(qualifier) ? qualifier : findAlias(context, reference, qualifier)?.version;
  return version === undefined ? undefined : findVersion(context, reference, version);
}

/** The version that a reference stands for: $LATEST, a number, or what an alias points to. */
export function resolveVersion(context: Reading, reference: FunctionReference): VersionRecord {
  const { qualifier = "$LATEST" } = reference;
  if (isVersion(qualifier)) return requireVersion(context, reference, qualifier);
  const alias = findAlias(context, reference, qualifier);
  if (!alias) {
    requireFunction(context, { ...reference, qualifier });
    throw notFound(`Cannot find alias arn: ${referenceArn(reference)}`);
  }
  return requireVersion(context, reference, alias.version);
}

export function saveVersion({ store }: Reading, record: VersionRecord): VersionRecord {
  store.put(versionKey(record, record.name, record.version), record);
  targetsChanged(store);
  return record;
}

export function saveFunction({ store }: Reading, record: FunctionRecord): void {
  store.put(functionKey(record, record.name), record);
  targetsChanged(store);
}

export function versionsOf({ store, clock }: Reading, reference: FunctionReference): VersionRecord[] {
  const prefix = [...prefixOf(reference, "version"), reference.name];
  return recordsAt<VersionRecord>({ store }, prefix).map((value) => settled({ store, clock }, value));
}

/** A configuration that is on its way to being Active, with the marks of that. */
export function pending(context: Reading, record: VersionRecord, what: "create" | "update"): VersionRecord {
  const reason = "The function is being created.";
  const marks: FunctionConfiguration =
    what === "create"
      ? { State: "Pending", StateReason: reason, StateReasonCode: "Creating" }
      : {
          State: "Active",
          LastUpdateStatus: "InProgress",
          LastUpdateStatusReason: reason,
          // Recorded on AWS, though the model does not list it.
          LastUpdateStatusReasonCode: "Creating" as never,
        };
  return {
    ...record,
    configuration: { ...record.configuration, ...marks, RevisionId: randomUUID() },
    settlesAt: context.clock.now() + SETTLING,
  };
}

/** The record as time has made it: what was Pending or InProgress has become Active, under another revision id. */
export function settled(context: Reading, record: VersionRecord): VersionRecord {
  if (record.settlesAt === undefined || context.clock.now() < record.settlesAt) return record;
  return saveVersion(context, settledNow(record));
}

export function settledNow(record: VersionRecord): VersionRecord {
  const { settlesAt: _, configuration, ...rest } = record;
  const {
    StateReason: _reason,
    StateReasonCode: _code,
    LastUpdateStatusReason: _updateReason,
    LastUpdateStatusReasonCode: _updateCode,
    ...kept
  } = configuration;
  return {
    ...rest,
    configuration: { ...kept, State: "Active", LastUpdateStatus: "Successful", RevisionId: randomUUID() },
  };
}

/** Refuses a change while an earlier one is under way, and one that was made for another revision. */
export function requireChangeable(record: VersionRecord, revisionId: string | undefined): void {
  if (revisionId !== undefined && revisionId !== record.configuration.RevisionId) {
    throw preconditionFailed("GetFunction/GetAlias");
  }
  if (record.settlesAt === undefined) return;
  const arn = functionArn(record, record.name);
  throw conflict(
    record.configuration.State === "Pending"
      ? "The operation cannot be performed at this time. The function is currently in the following state: Pending"
      : `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
  );
}

/** Time as Lambda writes it: 2025-01-31T12:00:00.000+0000. */
export const lambdaTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace("Z", "+0000");
