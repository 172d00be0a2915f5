import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { checkSamlMetadata, requireSamlProvider, saveSamlProvider } from "./saml-providers.ts";

export const updateSAMLProvider: Operation<typeof Iam, "UpdateSAMLProvider"> = (input, context) => {
  const provider = requireSamlProvider(context, input.SAMLProviderArn);
  if (input.SAMLMetadataDocument !== undefined) checkSamlMetadata(input.SAMLMetadataDocument);
  saveSamlProvider(context, {
    ...provider,
    metadata: input.SAMLMetadataDocument ?? provider.metadata,
    encryption: input.AssertionEncryptionMode ?? provider.encryption,
  });
  return { SAMLProviderArn: provider.arn };
};
