import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireOidcProvider, saveOidcProvider } from "./oidc-providers.ts";

export const removeClientIDFromOpenIDConnectProvider: Operation<
  typeof Iam,
  "RemoveClientIDFromOpenIDConnectProvider"
> = ({ OpenIDConnectProviderArn, ClientID }, context) => {
  const provider = requireOidcProvider(context, OpenIDConnectProviderArn);
  saveOidcProvider(context, { ...provider, clientIds: provider.clientIds.filter((id) => id !== ClientID) });
  return {};
};
