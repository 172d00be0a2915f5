import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireSamlProvider, saveSamlProvider } from "./saml-providers.ts";
import { withoutTags } from "./tags.ts";

export const untagSAMLProvider: Operation<typeof Iam, "UntagSAMLProvider"> = (
  { SAMLProviderArn, TagKeys },
  context,
) => {
  const provider = requireSamlProvider(context, SAMLProviderArn);
  saveSamlProvider(context, { ...provider, tags: withoutTags(provider.tags, TagKeys) });
  return {};
};
