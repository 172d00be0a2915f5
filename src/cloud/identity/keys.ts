/**
 * Where identities lie in the store. The way from a request to its permissions: access key id -> accessKeyKey (a
 * user's) or sessionKey (temporary) -> roleKey or userKey -> attachments and inline policies under the identity's id.
 */
import type { Key } from "../../store/store.ts";
import type { IdentityKind } from "./records.ts";

/** Global: an access key id names its account. Holds AccessKeyRecord. */
export const accessKeyKey = (accessKeyId: string): Key => ["iam-access-key", accessKeyId];
/** Global: temporary credentials by access key id. Holds SessionRecord. */
export const sessionKey = (accessKeyId: string): Key => ["sts-session", accessKeyId];

// Names differ by more than letter case, so the lower-case name is the key.
export const roleKey = (account: string, name: string): Key => ["iam", account, "role", name.toLowerCase()];
export const userKey = (account: string, name: string): Key => ["iam", account, "user", name.toLowerCase()];
export const groupKey = (account: string, name: string): Key => ["iam", account, "group", name.toLowerCase()];
export const identityPrefix = (account: string, kind: IdentityKind): Key => ["iam", account, kind];

/** Holds ManagedPolicyRecord. */
export const policyKey = (account: string, arn: string): Key => ["iam", account, "policy", arn];
export const policyPrefix = (account: string): Key => ["iam", account, "policy"];

/** Inline policies of an identity: the document's text by policy name. */
export const inlinePolicyKey = (account: string, id: string, policyName: string): Key => [
  "iam",
  account,
  "inline",
  id,
  policyName,
];
export const inlinePolicyPrefix = (account: string, id: string): Key => ["iam", account, "inline", id];

/** Managed policies attached to an identity: `true` by policy ARN. */
export const attachmentKey = (account: string, id: string, policyArn: string): Key => [
  "iam",
  account,
  "attached",
  id,
  policyArn,
];
export const attachmentPrefix = (account: string, id: string): Key => ["iam", account, "attached", id];

/** The same seen from the policy: the identity's name by kind and id. */
export const attachedToKey = (account: string, policyArn: string, kind: IdentityKind, id: string): Key => [
  "iam",
  account,
  "attached-to",
  policyArn,
  kind,
  id,
];
export const attachedToPrefix = (account: string, policyArn: string): Key => ["iam", account, "attached-to", policyArn];

/** Membership both ways: the lower-case name of the other side by its id. */
export const memberKey = (account: string, groupId: string, userId: string): Key => [
  "iam",
  account,
  "member",
  groupId,
  userId,
];
export const memberPrefix = (account: string, groupId: string): Key => ["iam", account, "member", groupId];
export const membershipKey = (account: string, userId: string, groupId: string): Key => [
  "iam",
  account,
  "member-of",
  userId,
  groupId,
];
export const membershipPrefix = (account: string, userId: string): Key => ["iam", account, "member-of", userId];

/** Access key ids of a user. */
export const userAccessKeyKey = (account: string, userId: string, accessKeyId: string): Key => [
  "iam",
  account,
  "user-access-key",
  userId,
  accessKeyId,
];
export const userAccessKeyPrefix = (account: string, userId: string): Key => [
  "iam",
  account,
  "user-access-key",
  userId,
];
