import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireSamlProvider, saveSamlProvider } from "./saml-providers.ts";
import { mergeTags } from "./tags.ts";

export const tagSAMLProvider: Operation<typeof Iam, "TagSAMLProvider"> = ({ SAMLProviderArn, Tags }, context) => {
  const provider = requireSamlProvider(context, SAMLProviderArn);
  saveSamlProvider(context, { ...provider, tags: mergeTags(provider.tags, Tags) });
  return {};
};
