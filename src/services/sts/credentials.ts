/** Temporary credentials: made, and kept so that requests signed with them find whom they stand for. */
import { randomBytes, randomInt } from "node:crypto";
import { sessionKey } from "../../cloud/identity/keys.ts";
import type { SessionRecord, Tag } from "../../cloud/identity/records.ts";
import { base32 } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";

/** What differs between the ways to get credentials. */
export interface Session {
  readonly account: string;
  readonly type: SessionRecord["type"];
  readonly arn: string;
  readonly userId: string;
  readonly name: string;
  readonly seconds: number;
  readonly policies?: readonly string[];
  readonly policyArns?: readonly string[];
  readonly tags?: readonly Tag[];
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string | undefined;
}

export function issueCredentials({ store, clock }: OperationContext, session: Session) {
  const { seconds, ...rest } = session;
  const AccessKeyId = `ASIA${keyBody(session.account)}`;
  const SecretAccessKey = randomBytes(30).toString("base64");
  const SessionToken = `FwoGZXIvYXdz${randomBytes(192).toString("base64")}`;
  // Expiration goes over the wire in whole seconds.
  const Expiration = new Date(Math.floor(clock.now() / 1000 + seconds) * 1000);
  const record: SessionRecord = {
    policies: [],
    policyArns: [],
    tags: [],
    transitiveTagKeys: [],
    ...rest,
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expires: Expiration,
  };
  store.put(sessionKey(AccessKeyId), record);
  return { AccessKeyId, SecretAccessKey, SessionToken, Expiration };
}

const BODY_CHARACTERS = 16;

/** An access key id says whose it is: the account's number lies in the first 48 bits, seven from their end. */
function keyBody(account: string): string {
  const head = (1n << 47n) | (BigInt(account) << 7n) | BigInt(randomInt(128));
  let bits = (head << 32n) | BigInt(randomInt(2 ** 32));
  let body = "";
  for (let i = 0; i < BODY_CHARACTERS; i++) {
    body = (base32[Number(bits & 31n)] as string) + body;
    bits >>= 5n;
  }
  return body;
}

/** The account in an access key id, or undefined for an id in another form. */
export function accountOfKey(accessKeyId: string): string | undefined {
  if (!/^A[A-Z]{3}[A-Z2-7]{16}$/.test(accessKeyId)) return undefined;
  let bits = 0n;
  for (const character of accessKeyId.slice(4)) bits = (bits << 5n) | BigInt(base32.indexOf(character));
  return (((bits >> 32n) & 0x7fff_ffff_ff80n) >> 7n).toString().padStart(12, "0");
}
