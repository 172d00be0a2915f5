/**
 * Who signed a request to an endpoint of the user's own. The access key says who it is; the signature itself is
 * checked for function URLs only.
 */
import { accessKeyKey, roleKey, sessionKey } from "../cloud/identity/keys.ts";
import { policiesOfRole, policiesOfUser } from "../cloud/identity/principal-policies.ts";
import type { AccessKeyRecord, SessionRecord } from "../cloud/identity/records.ts";
import { evaluate, type PolicySource } from "../cloud/policy/evaluate.ts";
import { partitionOf } from "../cloud/regions.ts";
import type { EndpointRequest } from "../cloud/service.ts";
import type { Store } from "../store/store.ts";
import { headerOf, splitUrl } from "./request-parts.ts";

export interface SignedCaller {
  readonly accessKey: string;
  readonly accountId: string;
  readonly userArn: string;
  readonly userId: string;
  readonly kind: "root" | "user" | "session";
  /** Name of the user, or of the role behind the session. */
  readonly name: string;
}

interface Place {
  readonly account: string;
  readonly region: string;
}

/** Undefined for a request without signature. */
export function signerOf(request: EndpointRequest, { account, region }: Place, store: Store): SignedCaller | undefined {
  const query = new URLSearchParams(splitUrl(request.url)[1]);
  const accessKey =
    /Credential=([^/,\s]+)\//.exec(headerOf(request, "authorization") ?? "")?.[1] ??
    query.get("X-Amz-Credential")?.split("/")[0];
  if (accessKey === undefined) return undefined;
  const session = store.get<SessionRecord>(sessionKey(accessKey));
  if (session) {
    const { arn: userArn, userId, name } = session;
    return { accessKey, accountId: session.account, userArn, userId, kind: "session", name };
  }
  const key = store.get<AccessKeyRecord>(accessKeyKey(accessKey));
  if (key) {
    const userArn = `arn:${partitionOf(region)}:iam::${key.account}:user/${key.userName}`;
    return { accessKey, accountId: key.account, userArn, userId: key.userId, kind: "user", name: key.userName };
  }
  const own = /^\d{12}$/.test(accessKey) ? accessKey : account;
  const userArn = `arn:${partitionOf(region)}:iam::${own}:root`;
  return { accessKey, accountId: own, userArn, userId: own, kind: "root", name: own };
}

/** The `iam` member of an event's authorizer. */
export const iamContext = ({ accessKey, accountId, userArn, userId }: SignedCaller): object => ({
  accessKey,
  accountId,
  callerId: userId,
  cognitoIdentity: null,
  principalOrgId: null,
  userArn,
  userId,
});

/**
 * Whether the caller's own policies, and the resource's where it has one, let it do that. Roots may do anything, and so
 * may sessions of roles that this cloud does not have: there are no policies to ask.
 */
export function callerMay(
  caller: SignedCaller,
  action: string,
  resource: string,
  store: Store,
  policy?: PolicySource,
  resourceAccount?: string,
): boolean {
  const { accountId, name, kind, userArn } = caller;
  const { identity, boundary } =
    kind === "user"
      ? policiesOfUser(store, accountId, name)
      : kind === "session" && store.has(roleKey(accountId, name))
        ? policiesOfRole(store, accountId, name)
        : { identity: [EVERYTHING], boundary: undefined };
  const roleArn = kind === "session" ? `arn:aws:iam::${accountId}:role/${name}` : undefined;
  const { outcome } = evaluate(
    { action, resource, caller: { arn: userArn, account: accountId, roleArn }, context: new Map() },
    { identity, boundary, resource: policy, resourceAccount },
  );
  return outcome === "allowed";
}

const EVERYTHING: PolicySource = {
  id: "root",
  type: "IAM Policy",
  document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
};
