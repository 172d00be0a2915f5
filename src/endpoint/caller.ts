/**
 * Who signed a request to an endpoint of the user's own. The secret is known for access keys of users and for sessions
 * of STS, so their signatures are calculated again; for other keys, such as test or an account's number, any secret is
 * a right one and only the form is looked at.
 */
import type { Clock } from "../cloud/clock.ts";
import { accessKeyKey, roleKey, sessionKey } from "../cloud/identity/keys.ts";
import { policiesOfRole, policiesOfUser } from "../cloud/identity/principal-policies.ts";
import type { AccessKeyRecord, SessionRecord } from "../cloud/identity/records.ts";
import { allowsEverything, evaluate, type PolicySource } from "../cloud/policy/evaluate.ts";
import { partitionOf } from "../cloud/regions.ts";
import type { EndpointRequest } from "../cloud/service.ts";
import type { Store } from "../store/store.ts";
import { isSignedWith, type Signature, signatureOf } from "./signature.ts";

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

/** What is wrong with a signature. */
export type SignatureFault = "missing" | "token" | "expired" | "service" | "region" | "signature";

/** What AWS says of it: error type and sentence. */
export function signatureRefusal(fault: SignatureFault, service: string): readonly [code: string, message: string] {
  switch (fault) {
    case "missing":
      return ["MissingAuthenticationTokenException", "Missing Authentication Token"];
    case "token":
      return ["UnrecognizedClientException", "The security token included in the request is invalid."];
    case "expired":
      return ["ExpiredTokenException", "The security token included in the request is expired"];
    case "service":
      return ["InvalidSignatureException", `Credential should be scoped to correct service: '${service}'. `];
    case "region":
      return ["InvalidSignatureException", "Credential should be scoped to a valid region. "];
    case "signature":
      return [
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      ];
  }
}

interface Signing {
  readonly store: Store;
  readonly clock: Clock;
}

/** Who signed a request to that service in that place, or why nobody counts as having done so. */
export function signedCaller(
  request: EndpointRequest,
  place: Place,
  service: string,
  { store, clock }: Signing,
): SignedCaller | SignatureFault {
  const signature = signatureOf(request);
  if (!signature) return "missing";
  const secret = secretOf(signature, { store, clock });
  if (typeof secret === "string") return secret;
  const [, region, scoped] = signature.scope.split("/");
  if (scoped !== service) return "service";
  if (region !== place.region) return "region";
  if (secret.value !== undefined && !isSignedWith(secret.value, request, signature)) return "signature";
  return callerOf(signature.accessKey, place, store);
}

/** The secret of a key that this cloud has given out; none for the keys of accounts, whose secret may be any. */
function secretOf(
  { accessKey, token }: Signature,
  { store, clock }: Signing,
): { readonly value: string | undefined } | SignatureFault {
  const session = store.get<SessionRecord>(sessionKey(accessKey));
  if (session) {
    if (session.expires.getTime() <= clock.now()) return "expired";
    return token === session.sessionToken ? { value: session.secretAccessKey } : "token";
  }
  const key = store.get<AccessKeyRecord>(accessKeyKey(accessKey));
  if (key ? key.status !== "Active" : /^A[KS]IA/.test(accessKey) && !accessKey.endsWith("EXAMPLE")) return "token";
  return { value: key?.secretAccessKey };
}

/** The secret of a key that this cloud has given out to a user or a session; undefined for any other. */
export const secretOfKey = (accessKey: string, store: Store): string | undefined =>
  store.get<SessionRecord>(sessionKey(accessKey))?.secretAccessKey ??
  store.get<AccessKeyRecord>(accessKeyKey(accessKey))?.secretAccessKey;

/** Who the access key of a request stands for, whatever its signature is worth; undefined when it has none. */
export function signerOf(request: EndpointRequest, place: Place, store: Store): SignedCaller | undefined {
  const signature = signatureOf(request);
  return signature && callerOf(signature.accessKey, place, store);
}

function callerOf(accessKey: string, { account, region }: Place, store: Store): SignedCaller {
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
        : { identity: [allowsEverything], boundary: undefined };
  const roleArn = kind === "session" ? `arn:aws:iam::${accountId}:role/${name}` : undefined;
  const { outcome } = evaluate(
    { action, resource, caller: { arn: userArn, account: accountId, roleArn }, context: new Map() },
    { identity, boundary, resource: policy, resourceAccount },
  );
  return outcome === "allowed";
}
