import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireOidcProvider } from "./oidc-providers.ts";
import { tagPage } from "./tags.ts";

export const listOpenIDConnectProviderTags: Operation<typeof Iam, "ListOpenIDConnectProviderTags"> = (input, context) =>
  tagPage(requireOidcProvider(context, input.OpenIDConnectProviderArn).tags, input);
