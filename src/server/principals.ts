/** Who a request's access key stands for. */

import type { Clock } from "../cloud/clock.ts";
import { accessKeyKey, sessionKey, userKey } from "../cloud/identity/keys.ts";
import { noteKeyUse, noteSessionUse, useOf } from "../cloud/identity/last-used.ts";
import type { AccessKeyRecord, SessionRecord, UserRecord } from "../cloud/identity/records.ts";
import type { Principal } from "../cloud/operation.ts";
import { defaultAccount, partitionOf } from "../cloud/regions.ts";
import type { Store } from "../store/store.ts";
import { ServiceException } from "../wire/service-exception.ts";
import type { Caller } from "./call-context.ts";

export function rootPrincipal(account: string, region: string): Principal {
  return { type: "root", arn: `arn:${partitionOf(region)}:iam::${account}:root`, userId: account };
}

const MOST_REMEMBERED = 1000;
const remembered = new Map<string, Caller>();

/**
 * The caller behind an access key: a user or a session of this cloud, else the root of the account that the key names
 * if it has twelve digits, else the root of the default account. Keys in the form of AWS's own that this cloud has not
 * given out are refused: they are somebody's real ones.
 */
export function callerOf(accessKey: string | undefined, region: string, store: Store, clock: Clock): Caller {
  const name = `${region}/${accessKey ?? ""}`;
  const known = remembered.get(name);
  if (known !== undefined) return known;
  if (accessKey !== undefined && /^A[KS]IA/.test(accessKey)) {
    return issuedKey(accessKey, store, clock) ?? foreignKey(accessKey, region);
  }
  const account = accessKey !== undefined && /^\d{12}$/.test(accessKey) ? accessKey : defaultAccount;
  const caller: Caller = { account, principal: rootPrincipal(account, region) };
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, caller);
  return caller;
}

function issuedKey(accessKey: string, store: Store, clock: Clock): Caller | undefined {
  const session = store.get<SessionRecord>(sessionKey(accessKey));
  if (session !== undefined) {
    if (session.expires.getTime() <= clock.now()) throw expired();
    const { account, type, arn, userId } = session;
    return { account, principal: { type, arn, userId } };
  }
  const key = store.get<AccessKeyRecord>(accessKeyKey(accessKey));
  if (key === undefined) return undefined;
  if (key.status !== "Active") throw invalidToken("The security token included in the request is invalid.");
  const user = store.get<UserRecord>(userKey(key.account, key.userName));
  if (user === undefined) return undefined;
  return { account: key.account, principal: { type: "user", arn: user.arn, userId: user.id } };
}

function foreignKey(accessKey: string, region: string): Caller {
  if (accessKey.endsWith("EXAMPLE") || process.env["TERRARIUM_ACCEPT_AWS_KEYS"] === "1") {
    return { account: defaultAccount, principal: rootPrincipal(defaultAccount, region) };
  }
  throw invalidToken(
    "The security token included in the request is invalid. Terrarium refuses access keys that look like those of a real AWS account; use another one, such as test, or set TERRARIUM_ACCEPT_AWS_KEYS=1.",
  );
}

/** Writes down that a key or a session which this cloud has given out was used with a service. */
export function noteUse(
  { accessKey, service, region }: { readonly accessKey: string; readonly service: string; readonly region: string },
  store: Store,
  clock: Clock,
): void {
  if (!/^A[KS]IA/.test(accessKey)) return;
  const use = useOf(clock.now(), service, region);
  const session = store.get<SessionRecord>(sessionKey(accessKey));
  if (session !== undefined) return noteSessionUse(store, session, use);
  const key = store.get<AccessKeyRecord>(accessKeyKey(accessKey));
  if (key !== undefined) noteKeyUse(store, key, use);
}

/** What is wrong with a request's credentials; each service has its own words for it. */
export class RefusedCredentials extends ServiceException {}

function invalidToken(message: string): RefusedCredentials {
  return new RefusedCredentials("UnrecognizedClientException", message, {}, 403);
}

function expired(): RefusedCredentials {
  return new RefusedCredentials(
    "ExpiredTokenException",
    "The security token included in the request is expired",
    {},
    403,
  );
}
