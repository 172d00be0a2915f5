import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { accessDenied, invalidArgument } from "./fault.ts";
import { requireLockBucket } from "./object-lock.ts";
import { replaceVersion, requireObject } from "./objects.ts";

export const putObjectRetention: Operation<typeof S3, "PutObjectRetention"> = (input, context) => {
  const bucket = requireLockBucket(context, input);
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId, "PUT");
  const { Mode: mode, RetainUntilDate: until } = input.Retention ?? {};
  const { lock } = record;
  if (until !== undefined && until.getTime() <= context.clock.now()) {
    throw invalidArgument("The retain until date must be in the future!");
  }
  const held = lock.until !== undefined && lock.until.getTime() > context.clock.now();
  const weakens =
    until === undefined ||
    until.getTime() < (lock.until?.getTime() ?? 0) ||
    (lock.mode === "COMPLIANCE" && mode !== "COMPLIANCE");
  if (held && weakens && (lock.mode === "COMPLIANCE" || !input.BypassGovernanceRetention)) {
    throw accessDenied("Access Denied because object protected by object lock.");
  }
  replaceVersion(context, bucket.name, { ...record, lock: { ...lock, mode, until } });
  return {};
};
