import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, some, without } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { iamTags, retag } from "./tags.ts";

const bareUrl = (url: string): string => url.replace(/^https:\/\//, "");

export const awsIamOpenidConnectProvider = defineResource<IamResources["aws_iam_openid_connect_provider"]>({
  title: "IAM OIDC Provider",
  named: () => null,
  equivalent: { url: (prior, next) => bareUrl(prior) === bareUrl(next) },

  async create(planned, aws) {
    const { OpenIDConnectProviderArn = "" } = await aws.call("iam", "CreateOpenIDConnectProvider", {
      Url: planned.url,
      ClientIDList: [...planned.client_id_list],
      ThumbprintList: some(planned.thumbprint_list),
      ...iamTags(planned.tags_all),
    });
    return { id: OpenIDConnectProviderArn };
  },

  async read(state, aws) {
    const found = await unless(
      aws.call("iam", "GetOpenIDConnectProvider", { OpenIDConnectProviderArn: state.id }),
      "NoSuchEntity",
    );
    if (!found) return undefined;
    return {
      arn: state.id,
      client_id_list: found.ClientIDList,
      thumbprint_list: found.ThumbprintList,
      url: found.Url,
      tags: tagMap(found.Tags),
    };
  },

  async update(planned, aws, prior) {
    const OpenIDConnectProviderArn = planned.id;
    for (const ClientID of without(planned.client_id_list, prior.client_id_list))
      await aws.call("iam", "AddClientIDToOpenIDConnectProvider", { OpenIDConnectProviderArn, ClientID });
    for (const ClientID of without(prior.client_id_list, planned.client_id_list))
      await aws.call("iam", "RemoveClientIDFromOpenIDConnectProvider", { OpenIDConnectProviderArn, ClientID });
    if (differs(prior, planned, "thumbprint_list") && planned.thumbprint_list.length > 0)
      await aws.call("iam", "UpdateOpenIDConnectProviderThumbprint", {
        OpenIDConnectProviderArn,
        ThumbprintList: [...planned.thumbprint_list],
      });
    await retag(
      prior,
      planned,
      (Tags) => aws.call("iam", "TagOpenIDConnectProvider", { OpenIDConnectProviderArn, Tags }),
      (TagKeys) => aws.call("iam", "UntagOpenIDConnectProvider", { OpenIDConnectProviderArn, TagKeys }),
    );
  },

  async delete(prior, aws) {
    await unless(
      aws.call("iam", "DeleteOpenIDConnectProvider", { OpenIDConnectProviderArn: prior.id }),
      "NoSuchEntity",
    );
  },
});
