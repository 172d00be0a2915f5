/** Provisioned concurrency: environments that are initialized ahead of invocations, for a version or an alias. */
import type { PutProvisionedConcurrencyConfigResponse } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { aliasesOf } from "./aliases.ts";
import type { ProvisionedRecord, VersionRecord } from "./entities.ts";
import { conflict, invalidParameter } from "./fault.ts";
import { type FunctionReference, functionReference } from "./function-name.ts";
import { findAlias, isVersion, resolveVersion } from "./functions.ts";
import { provisionedKey } from "./keys.ts";
import { running } from "./running.ts";

/** How long environments are on their way: long enough to be seen. */
export const PROVISIONING = 50;

export interface ProvisionedReference extends FunctionReference {
  readonly qualifier: string;
}

/** A version or alias of a function; $LATEST cannot have provisioned concurrency. */
export function provisionedReference(
  context: OperationContext,
  functionName: string | undefined,
  qualifier: string | undefined,
): ProvisionedReference {
  const reference = functionReference(context, functionName, qualifier);
  if (reference.qualifier === undefined || reference.qualifier === "$LATEST") {
    throw invalidParameter("Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
  }
  const full = { ...reference, qualifier: reference.qualifier };
  resolveVersion(context, full);
  return full;
}

export function requireProvisioned(
  { store }: OperationContext,
  { qualifier, ...reference }: ProvisionedReference,
): ProvisionedRecord {
  const record = store.get<ProvisionedRecord>(provisionedKey(reference, reference.name, qualifier));
  if (!record) {
    throw new ServiceException(
      "ProvisionedConcurrencyConfigNotFoundException",
      "No Provisioned Concurrency Config found for this function",
      { Type: "User" },
    );
  }
  return record;
}

/** A version has its environments either by its own number or through an alias. */
export function requireOneHolder(context: OperationContext, { qualifier, ...reference }: ProvisionedReference): void {
  const provisioned = (holder: string): boolean => context.store.has(provisionedKey(reference, reference.name, holder));
  const alias = isVersion(qualifier) ? undefined : findAlias(context, reference, qualifier);
  if (alias && provisioned(alias.version)) {
    throw conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
  }
  if (!alias && aliasesOf(context, reference).some(({ name, version }) => version === qualifier && provisioned(name))) {
    throw conflict("Version is pointed by a Provisioned alias");
  }
}

/** An alias keeps its environments when it comes to point to another version: that one gets them. */
export function provisionAnew(
  context: OperationContext,
  reference: ProvisionedReference,
  before: VersionRecord | undefined,
): void {
  const key = provisionedKey(reference, reference.name, reference.qualifier);
  const record = context.store.get<ProvisionedRecord>(key);
  const version = resolveVersion(context, reference);
  if (!record || version.version === before?.version) return;
  context.store.put(key, { ...record, readyAt: context.clock.now() + PROVISIONING });
  if (before) running(context).provision(before, 0);
  running(context).provision(version, record.requested);
}

export function provisionedStatus(
  context: OperationContext,
  record: ProvisionedRecord,
): PutProvisionedConcurrencyConfigResponse {
  const ready = context.clock.now() >= record.readyAt;
  const there = ready ? record.requested : 0;
  return {
    RequestedProvisionedConcurrentExecutions: record.requested,
    AvailableProvisionedConcurrentExecutions: there,
    AllocatedProvisionedConcurrentExecutions: there,
    Status: ready ? "READY" : "IN_PROGRESS",
    LastModified: record.modifiedAt,
  };
}
