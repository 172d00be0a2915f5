import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { checkThumbprints, requireOidcProvider, saveOidcProvider } from "./oidc-providers.ts";

export const updateOpenIDConnectProviderThumbprint: Operation<typeof Iam, "UpdateOpenIDConnectProviderThumbprint"> = (
  { OpenIDConnectProviderArn, ThumbprintList = [] },
  context,
) => {
  const provider = requireOidcProvider(context, OpenIDConnectProviderArn);
  checkThumbprints(ThumbprintList);
  saveOidcProvider(context, { ...provider, thumbprints: ThumbprintList });
  return {};
};
