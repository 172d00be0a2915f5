import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireOidcProvider, saveOidcProvider } from "./oidc-providers.ts";
import { mergeTags } from "./tags.ts";

export const tagOpenIDConnectProvider: Operation<typeof Iam, "TagOpenIDConnectProvider"> = (
  { OpenIDConnectProviderArn, Tags },
  context,
) => {
  const provider = requireOidcProvider(context, OpenIDConnectProviderArn);
  saveOidcProvider(context, { ...provider, tags: mergeTags(provider.tags, Tags) });
  return {};
};
