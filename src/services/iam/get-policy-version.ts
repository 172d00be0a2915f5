import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requirePolicy, requireVersion, versionSummary } from "./managed-policies.ts";
import { encodeDocument } from "./policy-text.ts";

export const getPolicyVersion: Operation<typeof Iam, "GetPolicyVersion"> = ({ PolicyArn, VersionId }, context) => {
  const policy = requirePolicy(context, PolicyArn);
  const version = requireVersion(policy, VersionId);
  return { PolicyVersion: { Document: encodeDocument(version.document), ...versionSummary(policy, version) } };
};
