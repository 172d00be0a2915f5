/** Access control lists: owner and grants, and the canned lists that stand for them. */

import { createHash } from "node:crypto";
import type * as S3 from "@aws-sdk/client-s3";
import { ServiceException } from "../../wire/service-exception.ts";
import { accessDenied, invalidArgument, invalidRequest, malformedXml } from "./fault.ts";

export interface AccessControl {
  readonly Owner: { readonly ID: string };
  readonly Grants: readonly S3.Grant[];
}

/** The canonical user id of an account: 64 hexadecimal digits, always the same. */
export function canonicalUserId(account: string): string {
  return createHash("sha256").update(`canonical user ${account}`).digest("hex");
}

const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
const AUTHENTICATED_USERS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";
const GROUPS = new Set([ALL_USERS, AUTHENTICATED_USERS, LOG_DELIVERY]);

interface AclRequest {
  readonly ACL?: string | undefined;
  readonly AccessControlPolicy?: S3.AccessControlPolicy | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

export function privateAcl(account: string): AccessControl {
  const ID = canonicalUserId(account);
  return { Owner: { ID }, Grants: [{ Grantee: { ID, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }] };
}

/** The list a request asks for, by canned name, by headers or by document; private when it asks for none. */
export function requestedAcl(request: AclRequest, account: string): AccessControl {
  const own = privateAcl(account);
  if (request.AccessControlPolicy) return documentAcl(request.AccessControlPolicy, account);
  const granted = headerGrants(request);
  if (granted.length > 0) return { ...own, Grants: granted };
  return { ...own, Grants: [...own.Grants, ...cannedGrants(request.ACL)] };
}

function cannedGrants(name: string | undefined): S3.Grant[] {
  const group = (URI: string, Permission: S3.Permission): S3.Grant => ({ Grantee: { Type: "Group", URI }, Permission });
  switch (name) {
    case "public-read":
      return [group(ALL_USERS, "READ")];
    case "public-read-write":
      return [group(ALL_USERS, "READ"), group(ALL_USERS, "WRITE")];
    case "authenticated-read":
      return [group(AUTHENTICATED_USERS, "READ")];
    case "log-delivery-write":
      return [group(LOG_DELIVERY, "WRITE"), group(LOG_DELIVERY, "READ_ACP")];
    default:
      return [];
  }
}

function headerGrants(request: AclRequest): S3.Grant[] {
  const grants = (text: string | undefined, Permission: S3.Permission): S3.Grant[] =>
    (text ?? "")
      .split(",")
      .filter((part) => part.trim() !== "")
      .map((part) => ({ Grantee: grantee(part.trim()), Permission }));
  return [
    ...grants(request.GrantFullControl, "FULL_CONTROL"),
    ...grants(request.GrantRead, "READ"),
    ...grants(request.GrantReadACP, "READ_ACP"),
    ...grants(request.GrantWrite, "WRITE"),
    ...grants(request.GrantWriteACP, "WRITE_ACP"),
  ];
}

function grantee(text: string): S3.Grantee {
  const [, kind, value = ""] = /^(\w+)="?([^"]*)"?$/.exec(text) ?? [];
  if (kind === "uri") return checkedGroup(value);
  if (kind === "id") return checkedUser(value);
  throw invalidArgument("Argument format not recognized");
}

function documentAcl(policy: S3.AccessControlPolicy, account: string): AccessControl {
  if (!policy.Owner?.ID) throw malformedXml();
  if (policy.Owner.ID !== canonicalUserId(account)) throw accessDenied();
  const Grants = (policy.Grants ?? []).map(({ Grantee, Permission }) => {
    if (Grantee?.Type === "Group") return { Grantee: checkedGroup(Grantee.URI ?? ""), Permission };
    return { Grantee: checkedUser(Grantee?.ID ?? ""), Permission };
  });
  return { Owner: { ID: policy.Owner.ID }, Grants };
}

// Source: AWS, recorded (both sentences).
function checkedGroup(URI: string): S3.Grantee {
  if (!GROUPS.has(URI)) throw invalidArgument("Invalid group uri", "CanonicalUser/ID", URI);
  return { Type: "Group", URI };
}

function checkedUser(ID: string): S3.Grantee {
  if (!/^[0-9a-f]{64}$/.test(ID)) throw invalidArgument("Invalid id", "CanonicalUser/ID", ID);
  return { Type: "CanonicalUser", ID };
}

/** A request to change a list says what to, in one way only. Source: AWS, recorded (the first two sentences). */
export function checkAclRequest(request: AclRequest): void {
  const grants = headerGrants(request).length > 0;
  if (request.ACL === undefined && !grants && request.AccessControlPolicy === undefined) {
    throw new ServiceException("MissingSecurityHeader", "Your request was missing a required header", {
      MissingHeaderName: "x-amz-acl",
    });
  }
  if (request.AccessControlPolicy !== undefined && (request.ACL !== undefined || grants)) {
    throw new ServiceException("UnexpectedContent", "This request does not support content");
  }
  if (request.ACL !== undefined && grants) {
    throw invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
  }
}

export function isPublic({ Grants }: AccessControl): boolean {
  return Grants.some(({ Grantee }) => Grantee?.URI === ALL_USERS || Grantee?.URI === AUTHENTICATED_USERS);
}

export function letsEverybodyRead({ Grants }: AccessControl): boolean {
  return Grants.some(
    ({ Grantee, Permission }) => Grantee?.URI === ALL_USERS && (Permission === "READ" || Permission === "FULL_CONTROL"),
  );
}

/** Whether anything but the private list was asked for. */
export function asksForAcl(request: AclRequest): boolean {
  return (
    (request.ACL !== undefined && request.ACL !== "private" && request.ACL !== "bucket-owner-full-control") ||
    headerGrants(request).length > 0 ||
    request.AccessControlPolicy !== undefined
  );
}
