import { randomUUID } from "node:crypto";
import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { iamArn } from "./arn.ts";
import { alreadyExists } from "./fault.ts";
import type { SamlProviderRecord } from "./saml-providers.ts";
import { checkSamlMetadata, samlProviderKey, saveSamlProvider } from "./saml-providers.ts";
import { newTags, tagsMember } from "./tags.ts";

export const createSAMLProvider: Operation<typeof Iam, "CreateSAMLProvider"> = (input, context) => {
  const { store, account, clock } = context;
  const arn = iamArn(context, `saml-provider/${input.Name}`);
  checkSamlMetadata(input.SAMLMetadataDocument);
  if (store.has(samlProviderKey(account, arn))) {
    throw alreadyExists(`SAMLProvider with name ${input.Name} already exists.`);
  }
  const provider: SamlProviderRecord = {
    arn,
    uuid: randomUUID().replaceAll("-", "").toUpperCase(),
    metadata: input.SAMLMetadataDocument ?? "",
    created: new Date(wholeSeconds(clock.now())),
    encryption: input.AssertionEncryptionMode,
    tags: newTags(input.Tags),
  };
  saveSamlProvider(context, provider);
  return { SAMLProviderArn: arn, ...tagsMember(provider.tags) };
};
