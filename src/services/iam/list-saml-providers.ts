import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import type { SamlProviderRecord } from "./saml-providers.ts";
import { samlValidUntil } from "./saml-providers.ts";

export const listSAMLProviders: Operation<typeof Iam, "ListSAMLProviders"> = (_, { store, account }) => ({
  SAMLProviderList: [...store.range<SamlProviderRecord>({ prefix: ["iam", account, "saml-provider"] })].map(
    ({ value }) => ({ Arn: value.arn, CreateDate: value.created, ValidUntil: samlValidUntil(value) }),
  ),
});
