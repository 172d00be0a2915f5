/** SSH public keys of users, for CodeCommit. */
import { createHash, createPublicKey } from "node:crypto";
import type * as Iam from "@aws-sdk/client-iam";
import type { UserRecord } from "../../cloud/identity/records.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { noSuchEntity, quotaExceeded } from "./fault.ts";
import { page } from "./page.ts";
import { uniqueId } from "./unique-id.ts";
import { requireUser, userOrCaller } from "./users.ts";

type KeyRecord = Iam.SSHPublicKey & { readonly SSHPublicKeyId: string };

const KEYS_PER_USER = 5;
const prefixOf = (account: string, user: UserRecord): Key => ["iam", account, "ssh-key", user.id];
const keyOf = (account: string, user: UserRecord, id: string): Key => [...prefixOf(account, user), id];

export const sshKeysOf = ({ store, account }: OperationContext, user: UserRecord): KeyRecord[] =>
  [...store.range<KeyRecord>({ prefix: prefixOf(account, user) })].map(({ value }) => value);

function requireKey({ store, account }: OperationContext, user: UserRecord, id: string | undefined): KeyRecord {
  const record = store.get<KeyRecord>(keyOf(account, user, id ?? ""));
  if (!record) throw noSuchEntity(`The Public Key with id ${id} cannot be found.`);
  return record;
}

export const uploadSSHPublicKey: Operation<typeof Iam, "UploadSSHPublicKey"> = (input, context) => {
  const user = requireUser(context, input.UserName);
  const body = (input.SSHPublicKeyBody ?? "").trim();
  const known = sshKeysOf(context, user);
  if (known.length >= KEYS_PER_USER) throw quotaExceeded("SSHPublicKeysPerUser", KEYS_PER_USER);
  if (known.some((one) => one.SSHPublicKeyBody === body))
    throw new ServiceException("DuplicateSSHPublicKey", "The SSH public key is already associated with the user.");
  const key: KeyRecord = {
    UserName: user.name,
    SSHPublicKeyId: uniqueId("APKA"),
    Fingerprint: fingerprintOf(body),
    SSHPublicKeyBody: body,
    Status: "Active",
    UploadDate: new Date(wholeSeconds(context.clock.now())),
  };
  context.store.put(keyOf(context.account, user, key.SSHPublicKeyId), key);
  return { SSHPublicKey: key };
};

/** MD5 of the key's bytes, as ssh-keygen once printed it. */
function fingerprintOf(body: string): string {
  const digest = createHash("md5").update(bytesOf(body)).digest("hex");
  return digest.replace(/..(?=.)/g, "$&:");
}

function bytesOf(body: string): Buffer {
  const text = /^ssh-rsa ([A-Za-z0-9+/=]+)/.exec(body)?.[1];
  if (text !== undefined) return Buffer.from(text, "base64");
  try {
    return createPublicKey(body).export({ type: "spki", format: "der" });
  } catch {
    throw new ServiceException("InvalidPublicKey", "The SSH public key is invalid.");
  }
}

export const getSSHPublicKey: Operation<typeof Iam, "GetSSHPublicKey"> = ({ UserName, SSHPublicKeyId }, context) => ({
  SSHPublicKey: requireKey(context, requireUser(context, UserName), SSHPublicKeyId),
});

export const listSSHPublicKeys: Operation<typeof Iam, "ListSSHPublicKeys"> = (input, context) => {
  const all = sshKeysOf(context, userOrCaller(context, input.UserName));
  const { items, position } = page(all, input, ({ SSHPublicKeyId }) => SSHPublicKeyId);
  const SSHPublicKeys = items.map(({ UserName, SSHPublicKeyId, Status, UploadDate }) => ({
    UserName,
    SSHPublicKeyId,
    Status,
    UploadDate,
  }));
  return { SSHPublicKeys, ...position };
};

export const updateSSHPublicKey: Operation<typeof Iam, "UpdateSSHPublicKey"> = (input, context) => {
  const user = requireUser(context, input.UserName);
  const key = requireKey(context, user, input.SSHPublicKeyId);
  context.store.put(keyOf(context.account, user, key.SSHPublicKeyId), { ...key, Status: input.Status });
  return {};
};

export const deleteSSHPublicKey: Operation<typeof Iam, "DeleteSSHPublicKey"> = (input, context) => {
  const user = requireUser(context, input.UserName);
  const key = requireKey(context, user, input.SSHPublicKeyId);
  context.store.delete(keyOf(context.account, user, key.SSHPublicKeyId));
  return {};
};
