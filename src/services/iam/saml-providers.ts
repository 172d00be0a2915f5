/** SAML identity providers. */
import type { Tag } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { invalidInput, noSuchEntity } from "./fault.ts";

export interface SamlProviderRecord {
  readonly arn: string;
  readonly uuid: string;
  readonly metadata: string;
  readonly created: Date;
  readonly encryption: "Required" | "Allowed" | undefined;
  readonly tags: readonly Tag[];
}

export const samlProviderKey = (account: string, arn: string): Key => ["iam", account, "saml-provider", arn];

export function requireSamlProvider({ store, account }: OperationContext, arn: string | undefined): SamlProviderRecord {
  const provider = store.get<SamlProviderRecord>(samlProviderKey(account, arn ?? ""));
  if (!provider) throw noSuchEntity(`Manifest not found for arn ${arn}`);
  return provider;
}

export function saveSamlProvider({ store, account }: OperationContext, provider: SamlProviderRecord): void {
  store.put(samlProviderKey(account, provider.arn), provider);
}

export function checkSamlMetadata(metadata: string | undefined): void {
  if (!/<(?:\w+:)?EntityDescriptor[\s>]/.test(metadata ?? "")) throw invalidInput("Could not parse metadata");
}

/** Until when a metadata document says it is valid; AWS takes a hundred years when it does not say. */
export function samlValidUntil({ metadata, created }: SamlProviderRecord): Date {
  const stated = /validUntil="([^"]+)"/.exec(metadata)?.[1];
  if (stated !== undefined && !Number.isNaN(Date.parse(stated))) return new Date(stated);
  const date = new Date(created);
  date.setUTCFullYear(date.getUTCFullYear() + 100);
  return date;
}
