/** Publishing: a numbered copy of $LATEST, made only when it differs from the last one. */
import { createHash, randomUUID } from "node:crypto";
import type { OperationContext } from "../../cloud/operation.ts";
import { requireCodeStorage } from "./code-storage.ts";
import type { VersionRecord } from "./entities.ts";
import { functionArn } from "./function-name.ts";
import { findVersion, requireFunction, saveFunction, saveVersion } from "./functions.ts";
import { running } from "./running.ts";

/** The new version, or the latest one when nothing has changed since it was published. */
export function publish(
  context: OperationContext,
  latest: VersionRecord,
  description: string | undefined,
): VersionRecord {
  const owner = requireFunction(context, latest);
  const last = findVersion(context, latest, String(owner.nextVersion - 1));
  const content = contentOf(latest);
  if (owner.nextVersion > 1 && last?.publishedContent === content) return last;
  requireCodeStorage(context, latest.configuration.CodeSize ?? 0);
  const version = String(owner.nextVersion);
  // A version has no update status until it is Active.
  const {
    SnapStart,
    LastUpdateStatus: _status,
    LastUpdateStatusReason: _reason,
    LastUpdateStatusReasonCode: _code,
    ...configuration
  } = latest.configuration;
  const record: VersionRecord = {
    ...latest,
    version,
    publishedContent: content,
    configuration: {
      ...configuration,
      ...(description !== undefined && { Description: description }),
      ...(SnapStart && {
        SnapStart: { ...SnapStart, OptimizationStatus: SnapStart.ApplyOn === "PublishedVersions" ? "On" : "Off" },
      }),
      FunctionArn: functionArn(latest, latest.name, version),
      Version: version,
      State: "Pending",
      StateReason: "The function is being created.",
      StateReasonCode: "Creating",
      RevisionId: randomUUID(),
    },
    settlesAt: context.clock.now() + 50,
  };
  saveFunction(context, { ...owner, nextVersion: owner.nextVersion + 1 });
  running(context).functionCreated(record);
  return saveVersion(context, record);
}

/** What of $LATEST makes another version when it changes: its code and all that a request can set. */
function contentOf({ configuration }: VersionRecord): string {
  const {
    FunctionArn: _arn,
    Version: _version,
    RevisionId: _revision,
    LastModified: _modified,
    State: _state,
    StateReason: _reason,
    StateReasonCode: _code,
    LastUpdateStatus: _status,
    LastUpdateStatusReason: _statusReason,
    LastUpdateStatusReasonCode: _statusCode,
    SnapStart: _snapStart,
    ...content
  } = configuration;
  const sorted = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("base64");
}
