import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireSamlProvider, samlValidUntil } from "./saml-providers.ts";

export const getSAMLProvider: Operation<typeof Iam, "GetSAMLProvider"> = ({ SAMLProviderArn }, context) => {
  const provider = requireSamlProvider(context, SAMLProviderArn);
  return {
    SAMLProviderUUID: provider.uuid,
    SAMLMetadataDocument: provider.metadata,
    CreateDate: provider.created,
    ValidUntil: samlValidUntil(provider),
    Tags: [...provider.tags],
    ...(provider.encryption === undefined ? {} : { AssertionEncryptionMode: provider.encryption }),
  };
};
