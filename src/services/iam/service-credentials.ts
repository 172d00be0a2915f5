/** Service-specific credentials: user name and password of a user for one service. */
import type { UserRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { noSuchEntity } from "./fault.ts";

export interface ServiceCredentialRecord {
  readonly id: string;
  readonly service: string;
  readonly serviceUserName: string;
  readonly status: "Active" | "Inactive" | "Expired";
  readonly created: Date;
}

const SERVICES = new Set(["codecommit.amazonaws.com", "cassandra.amazonaws.com"]);

const credentialKey = (account: string, user: UserRecord, id: string): Key => [
  "iam",
  account,
  "service-credential",
  user.id,
  id,
];

export function requireCredentialService(service: string | undefined): string {
  if (service === undefined || !SERVICES.has(service)) {
    throw noSuchEntity(`No such service ${service} is supported for Service Specific Credentials`);
  }
  return service;
}

export function serviceCredentialsOf({ store, account }: OperationContext, user: UserRecord) {
  const prefix = ["iam", account, "service-credential", user.id];
  return [...store.range<ServiceCredentialRecord>({ prefix })].map(({ value }) => value);
}

export function requireServiceCredential(
  { store, account }: OperationContext,
  user: UserRecord,
  id: string | undefined,
) {
  const credential = store.get<ServiceCredentialRecord>(credentialKey(account, user, id ?? ""));
  if (!credential) throw noSuchEntity(`No such credential ${id} exists`);
  return credential;
}

export function saveServiceCredential(
  { store, account }: OperationContext,
  user: UserRecord,
  credential: ServiceCredentialRecord,
): void {
  store.put(credentialKey(account, user, credential.id), credential);
}

export function removeServiceCredential({ store, account }: OperationContext, user: UserRecord, id: string): void {
  store.delete(credentialKey(account, user, id));
}

export function credentialMetadata(user: UserRecord, credential: ServiceCredentialRecord) {
  return {
    UserName: user.name,
    Status: credential.status,
    ServiceUserName: credential.serviceUserName,
    CreateDate: credential.created,
    ServiceSpecificCredentialId: credential.id,
    ServiceName: credential.service,
  };
}
