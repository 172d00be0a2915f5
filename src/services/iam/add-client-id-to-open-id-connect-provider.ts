import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { checkClientIds, requireOidcProvider, saveOidcProvider } from "./oidc-providers.ts";

export const addClientIDToOpenIDConnectProvider: Operation<typeof Iam, "AddClientIDToOpenIDConnectProvider"> = (
  { OpenIDConnectProviderArn, ClientID = "" },
  context,
) => {
  const provider = requireOidcProvider(context, OpenIDConnectProviderArn);
  const clientIds = [...new Set([...provider.clientIds, ClientID])];
  checkClientIds(clientIds);
  saveOidcProvider(context, { ...provider, clientIds });
  return {};
};
