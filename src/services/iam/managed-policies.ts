/** Managed policies: the account's own, and AWS's, which enter the account when it first uses them. */
import type * as Iam from "@aws-sdk/client-iam";
import { attachedToPrefix, policyKey, policyPrefix } from "../../cloud/identity/keys.ts";
import type { ManagedPolicyRecord, PolicyVersionRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { awsManagedPolicy } from "./aws-managed-policies.ts";
import { noSuchEntity, validationError } from "./fault.ts";
import { allRoles } from "./roles.ts";
import { allUsers } from "./users.ts";

export function findPolicy(context: OperationContext, arn: string): ManagedPolicyRecord | undefined {
  const { store, account } = context;
  const known = store.get<ManagedPolicyRecord>(policyKey(account, arn));
  if (known) return known;
  const ofAws = awsManagedPolicy(context.partition, arn);
  if (ofAws) store.put(policyKey(account, arn), ofAws);
  return ofAws;
}

export function requirePolicy(context: OperationContext, arn: string | undefined): ManagedPolicyRecord {
  const policy = findPolicy(context, policyArn(arn));
  if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

/** A policy that somebody is about to be given; the sentence for an unknown one differs from a lookup's. */
export function requireAttachablePolicy(context: OperationContext, arn: string | undefined): ManagedPolicyRecord {
  const policy = findPolicy(context, policyArn(arn));
  if (!policy) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

/** A policy of the account itself: AWS's own cannot be changed. */
export function requireOwnPolicy(context: OperationContext, arn: string | undefined): ManagedPolicyRecord {
  if (isAwsManaged(policyArn(arn))) {
    throw new ServiceException("AccessDenied", `Cannot modify the AWS managed policy ${arn}.`, {}, 403);
  }
  return requirePolicy(context, arn);
}

// Source: AWS, recorded (AttachRolePolicy with a name): two blanks after the colon.
function policyArn(arn: string | undefined): string {
  if (arn === undefined || !arn.startsWith("arn:")) throw validationError("Invalid ARN:  Could not be parsed!");
  return arn;
}

export function isAwsManaged(arn: string): boolean {
  return arn.split(":")[4] === "aws";
}

export function savePolicy({ store, account }: OperationContext, policy: ManagedPolicyRecord): void {
  store.put(policyKey(account, policy.arn), policy);
}

/** Policies that the account has made or used. */
export function knownPolicies({ store, account }: OperationContext): ManagedPolicyRecord[] {
  return [...store.range<ManagedPolicyRecord>({ prefix: policyPrefix(account) })].map(({ value }) => value);
}

export function attachmentCount({ store, account }: OperationContext, arn: string): number {
  return [...store.range({ prefix: attachedToPrefix(account, arn) })].length;
}

/** What GetPolicy tells; lists leave description and tags out. */
export function policyDetail(context: OperationContext, policy: ManagedPolicyRecord): Iam.Policy {
  return {
    ...policySummary(context, policy),
    ...(policy.description === undefined ? {} : { Description: policy.description }),
    Tags: [...policy.tags],
  };
}

export function policySummary(context: OperationContext, policy: ManagedPolicyRecord): Iam.Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: attachmentCount(context, policy.arn),
    PermissionsBoundaryUsageCount: boundaryUsage(context, policy.arn),
    IsAttachable: true,
    CreateDate: policy.created,
    UpdateDate: policy.updated,
  };
}

export function requireVersion(policy: ManagedPolicyRecord, versionId: string | undefined): PolicyVersionRecord {
  const version = policy.versions.find(({ id }) => id === versionId);
  if (!version) {
    throw noSuchEntity(`Policy ${policy.arn} version ${versionId} does not exist or is not attachable.`);
  }
  return version;
}

export function versionSummary(policy: ManagedPolicyRecord, version: PolicyVersionRecord): Iam.PolicyVersion {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersion,
    CreateDate: version.created,
  };
}

/** How many roles and users have the policy as their boundary. */
export function boundaryUsage(context: OperationContext, arn: string): number {
  return [...allRoles(context), ...allUsers(context)].filter(({ boundary }) => boundary === arn).length;
}
