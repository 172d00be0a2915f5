import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { requireOwnPolicy, requireVersion, savePolicy } from "./managed-policies.ts";

export const setDefaultPolicyVersion: Operation<typeof Iam, "SetDefaultPolicyVersion"> = (
  { PolicyArn, VersionId },
  context,
) => {
  const policy = requireOwnPolicy(context, PolicyArn);
  const version = requireVersion(policy, VersionId);
  savePolicy(context, {
    ...policy,
    defaultVersion: version.id,
    updated: new Date(wholeSeconds(context.clock.now())),
  });
  return {};
};
