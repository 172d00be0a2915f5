import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { iamArn } from "./arn.ts";
import { alreadyExists, validationError } from "./fault.ts";
import type { OidcProviderRecord } from "./oidc-providers.ts";
import { checkClientIds, checkThumbprints, oidcProviderKey, saveOidcProvider } from "./oidc-providers.ts";
import { newTags, tagsMember } from "./tags.ts";

export const createOpenIDConnectProvider: Operation<typeof Iam, "CreateOpenIDConnectProvider"> = (input, context) => {
  const { store, account, clock } = context;
  const { Url = "" } = input;
  const match = /^https:\/\/([^/?#]+)(\/[^?#]*)?$/i.exec(Url);
  if (!match) throw validationError("Invalid Open ID Connect Provider URL");
  checkThumbprints(input.ThumbprintList ?? []);
  checkClientIds(input.ClientIDList ?? []);
  const url = `${match[1]}${match[2] ?? ""}`.replace(/\/$/, "");
  const arn = iamArn(context, `oidc-provider/${url}`);
  if (store.has(oidcProviderKey(account, arn))) throw alreadyExists(`Provider with url ${Url} already exists.`);
  const provider: OidcProviderRecord = {
    arn,
    url,
    clientIds: [...new Set(input.ClientIDList ?? [])],
    thumbprints: input.ThumbprintList ?? [],
    created: new Date(wholeSeconds(clock.now())),
    tags: newTags(input.Tags),
  };
  saveOidcProvider(context, provider);
  return { OpenIDConnectProviderArn: arn, ...tagsMember(provider.tags) };
};
