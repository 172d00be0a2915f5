import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { oidcProviderKey } from "./oidc-providers.ts";

// AWS answers the same whether the provider was there or not.
export const deleteOpenIDConnectProvider: Operation<typeof Iam, "DeleteOpenIDConnectProvider"> = (
  { OpenIDConnectProviderArn },
  { store, account },
) => {
  store.delete(oidcProviderKey(account, OpenIDConnectProviderArn ?? ""));
  return {};
};
