import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireSamlProvider, samlProviderKey } from "./saml-providers.ts";

export const deleteSAMLProvider: Operation<typeof Iam, "DeleteSAMLProvider"> = ({ SAMLProviderArn }, context) => {
  const provider = requireSamlProvider(context, SAMLProviderArn);
  context.store.delete(samlProviderKey(context.account, provider.arn));
  return {};
};
