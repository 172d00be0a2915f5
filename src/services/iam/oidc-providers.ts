/** OpenID Connect identity providers. */
import type { Tag } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { invalidInput, noSuchEntity, quotaExceeded } from "./fault.ts";

export interface OidcProviderRecord {
  readonly arn: string;
  /** Without the scheme. */
  readonly url: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly created: Date;
  readonly tags: readonly Tag[];
}

export const oidcProviderKey = (account: string, arn: string): Key => ["iam", account, "oidc-provider", arn];

export function requireOidcProvider({ store, account }: OperationContext, arn: string | undefined): OidcProviderRecord {
  const provider = store.get<OidcProviderRecord>(oidcProviderKey(account, arn ?? ""));
  if (!provider) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  return provider;
}

export function saveOidcProvider({ store, account }: OperationContext, provider: OidcProviderRecord): void {
  store.put(oidcProviderKey(account, provider.arn), provider);
}

export function checkThumbprints(thumbprints: readonly string[]): void {
  if (thumbprints.length > 5) throw invalidInput("Thumbprint list must contain fewer than 5 entries.");
}

export function checkClientIds(clientIds: readonly string[]): void {
  if (clientIds.length > 100) throw quotaExceeded("ClientIdsPerOpenIdConnectProvider", 100);
}
