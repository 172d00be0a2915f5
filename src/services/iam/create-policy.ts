import type * as Iam from "@aws-sdk/client-iam";
import { policyPrefix } from "../../cloud/identity/keys.ts";
import type { ManagedPolicyRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { checkIdentityPolicy } from "./document/identity-policy.ts";
import { alreadyExists, quotaExceeded } from "./fault.ts";
import { isAwsManaged, policySummary, savePolicy } from "./managed-policies.ts";
import { newEntity } from "./new-entity.ts";
import { MANAGED_POLICY_SIZE } from "./policy-limits.ts";
import { documentSize } from "./policy-text.ts";
import { newTags, tagsMember } from "./tags.ts";

export const createPolicy: Operation<typeof Iam, "CreatePolicy"> = (input, context) => {
  const { store, account } = context;
  const { PolicyName: name = "", Path: path = "/", PolicyDocument: document = "" } = input;
  const tags = newTags(input.Tags);
  checkIdentityPolicy(document);
  if (documentSize(document) > MANAGED_POLICY_SIZE) throw quotaExceeded("PolicySize", MANAGED_POLICY_SIZE);
  const taken = [...store.range<ManagedPolicyRecord>({ prefix: policyPrefix(account) })].some(
    ({ value }) => !isAwsManaged(value.arn) && value.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
  const entity = newEntity(context, "policy", path, name);
  const policy: ManagedPolicyRecord = {
    ...entity,
    updated: entity.created,
    description: input.Description,
    defaultVersion: "v1",
    versions: [{ id: "v1", document, created: entity.created }],
    nextVersion: 2,
    tags,
  };
  savePolicy(context, policy);
  return { Policy: { ...policySummary(context, policy), ...tagsMember(policy.tags) } };
};
