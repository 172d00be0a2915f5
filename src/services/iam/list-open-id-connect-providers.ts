import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import type { OidcProviderRecord } from "./oidc-providers.ts";

export const listOpenIDConnectProviders: Operation<typeof Iam, "ListOpenIDConnectProviders"> = (
  _,
  { store, account },
) => ({
  OpenIDConnectProviderList: [...store.range<OidcProviderRecord>({ prefix: ["iam", account, "oidc-provider"] })].map(
    ({ value }) => ({ Arn: value.arn }),
  ),
});
