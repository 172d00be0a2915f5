import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireOidcProvider, saveOidcProvider } from "./oidc-providers.ts";
import { withoutTags } from "./tags.ts";

export const untagOpenIDConnectProvider: Operation<typeof Iam, "UntagOpenIDConnectProvider"> = (
  { OpenIDConnectProviderArn, TagKeys },
  context,
) => {
  const provider = requireOidcProvider(context, OpenIDConnectProviderArn);
  saveOidcProvider(context, { ...provider, tags: withoutTags(provider.tags, TagKeys) });
  return {};
};
