import type * as Iam from "@aws-sdk/client-iam";
import { roleKey } from "../../cloud/identity/keys.ts";
import type { RoleRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { boundaryMember } from "./boundary.ts";
import { checkTrustPolicy } from "./document/trust-policy.ts";
import { alreadyExists, quotaExceeded } from "./fault.ts";
import { newEntity } from "./new-entity.ts";
import { documentSize } from "./policy-text.ts";
import { requireBoundary } from "./require-boundary.ts";
import { roleSummary, saveRole } from "./roles.ts";
import { newTags, tagsMember } from "./tags.ts";
import { TRUST_POLICY_LIMIT } from "./trust-policy-limit.ts";

export const createRole: Operation<typeof Iam, "CreateRole"> = (input, context) => {
  const { store, account } = context;
  const { RoleName: name = "", Path: path = "/" } = input;
  const tags = newTags(input.Tags);
  checkTrustPolicy(input.AssumeRolePolicyDocument, context);
  const trustPolicy = input.AssumeRolePolicyDocument ?? "";
  if (documentSize(trustPolicy) > TRUST_POLICY_LIMIT) throw quotaExceeded("ACLSizePerRole", TRUST_POLICY_LIMIT);
  const boundary = requireBoundary(context, input.PermissionsBoundary);
  if (store.has(roleKey(account, name))) throw alreadyExists(`Role with name ${name} already exists.`);
  const role: RoleRecord = {
    ...newEntity(context, "role", path, name),
    trustPolicy,
    description: input.Description,
    maxSessionDuration: input.MaxSessionDuration ?? 3600,
    boundary,
    tags,
  };
  saveRole(context, role);
  // Source: AWS, recorded: the answer has no MaxSessionDuration.
  return { Role: { ...roleSummary(role), ...boundaryMember(role.boundary), ...tagsMember(role.tags) } };
};
