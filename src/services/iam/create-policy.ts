import type * as Iam from "@aws-sdk/client-iam";
import { policyPrefix } from "../../cloud/identity/keys.ts";
import type { ManagedPolicyRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { entityArn } from "./arn.ts";
import { checkIdentityPolicy } from "./document/identity-policy.ts";
import { alreadyExists, quotaExceeded } from "./fault.ts";
import { isAwsManaged, policySummary, savePolicy } from "./managed-policies.ts";
import { MANAGED_POLICY_SIZE } from "./policy-limits.ts";
import { documentSize } from "./policy-text.ts";
import { newTags, tagsMember } from "./tags.ts";
import { uniqueId } from "./unique-id.ts";

export const createPolicy: Operation<typeof Iam, "CreatePolicy"> = (input, context) => {
  const { store, account, clock } = context;
  const { PolicyName: name = "", Path: path = "/", PolicyDocument: document = "" } = input;
  const tags = newTags(input.Tags);
  checkIdentityPolicy(document);
  if (documentSize(document) > MANAGED_POLICY_SIZE) throw quotaExceeded("PolicySize", MANAGED_POLICY_SIZE);
  const taken = [...store.range<ManagedPolicyRecord>({ prefix: policyPrefix(account) })].some(
    ({ value }) => !isAwsManaged(value.arn) && value.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
  const created = new Date(wholeSeconds(clock.now()));
  const policy: ManagedPolicyRecord = {
    arn: entityArn(context, "policy", path, name),
    path,
    name,
    id: uniqueId("ANPA"),
    created,
    updated: created,
    description: input.Description,
    defaultVersion: "v1",
    versions: [{ id: "v1", document, created }],
    nextVersion: 2,
    tags,
  };
  savePolicy(context, policy);
  return { Policy: { ...policySummary(context, policy), ...tagsMember(policy.tags) } };
};
