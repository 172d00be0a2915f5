import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireSamlProvider } from "./saml-providers.ts";
import { tagPage } from "./tags.ts";

export const listSAMLProviderTags: Operation<typeof Iam, "ListSAMLProviderTags"> = (input, context) =>
  tagPage(requireSamlProvider(context, input.SAMLProviderArn).tags, input);
