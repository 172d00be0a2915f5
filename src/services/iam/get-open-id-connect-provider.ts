import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireOidcProvider } from "./oidc-providers.ts";

export const getOpenIDConnectProvider: Operation<typeof Iam, "GetOpenIDConnectProvider"> = (
  { OpenIDConnectProviderArn },
  context,
) => {
  const provider = requireOidcProvider(context, OpenIDConnectProviderArn);
  return {
    Url: provider.url,
    ClientIDList: [...provider.clientIds],
    ThumbprintList: [...provider.thumbprints],
    CreateDate: provider.created,
    Tags: [...provider.tags],
  };
};
