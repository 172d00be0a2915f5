/**
 * When identities were last used, as IAM tells of it: each access key and each role by time, region and service, and
 * each service by identity. A use soon after another is not written down again.
 */
import type { Key, Store } from "../../store/store.ts";
import { accessKeyKey, roleKey, userKey } from "./keys.ts";
import type { AccessKeyRecord, RoleRecord, SessionRecord, UserRecord } from "./records.ts";

export interface LastUse {
  readonly at: Date;
  readonly service: string;
  readonly region: string;
  /** ARN of the user, or of the role behind a session. */
  readonly arn: string;
}

/** How exactly times are kept: AWS itself tells of a use minutes later. */
const GRAIN = 60_000;

const lastUseKey = (account: string, id: string, ...service: string[]): Key => [
  "iam",
  account,
  "last-used",
  id,
  ...service,
];

interface Use {
  readonly at: number;
  /** The namespace of the service's actions. */
  readonly service: string;
  readonly region: string;
}

export const useOf = (at: number, signingName: string, region: string): Use => ({
  at,
  service: signingName === "monitoring" ? "cloudwatch" : signingName,
  region,
});

/** What is kept of an identity goes with it. */
export function forgetUses(store: Store, account: string, id: string): void {
  store.deletePrefix(lastUseKey(account, id));
}

export function noteKeyUse(store: Store, key: AccessKeyRecord, use: Use): void {
  if (!isNews(key.lastUsed, use)) return;
  const { at, service, region } = use;
  store.put(accessKeyKey(key.accessKeyId), { ...key, lastUsed: { at: new Date(at), service, region } });
  const user = store.get<UserRecord>(userKey(key.account, key.userName));
  if (user) note(store, key.account, user, use);
}

export function noteSessionUse(store: Store, { type, account, name }: SessionRecord, use: Use): void {
  if (type !== "assumed-role") return;
  const role = store.get<RoleRecord>(roleKey(account, name));
  if (role) note(store, account, role, use);
}

function note(
  store: Store,
  account: string,
  { id, arn }: { readonly id: string; readonly arn: string },
  use: Use,
): void {
  const record: LastUse = { arn, at: new Date(use.at), service: use.service, region: use.region };
  const ofService = lastUseKey(account, id, "service", use.service);
  if (!isNews(store.get<LastUse>(ofService), use)) return;
  store.put(ofService, record);
  store.put(lastUseKey(account, id, "any"), record);
}

const isNews = (known: Omit<LastUse, "arn"> | undefined, { at, service, region }: Use): boolean =>
  known?.service !== service || known.region !== region || at - known.at.getTime() >= GRAIN;

export const lastUseOf = (store: Store, account: string, id: string): LastUse | undefined =>
  store.get<LastUse>(lastUseKey(account, id, "any"));

export const lastUseOfService = (store: Store, account: string, id: string, service: string): LastUse | undefined =>
  store.get<LastUse>(lastUseKey(account, id, "service", service));
