import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import { awsTime } from "../framework/time.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { iamTags, retag } from "./tags.ts";

export const awsIamSamlProvider = defineResource<IamResources["aws_iam_saml_provider"]>({
  title: "IAM SAML Provider",

  async create(planned, aws) {
    const { SAMLProviderArn = "" } = await aws.call("iam", "CreateSAMLProvider", {
      Name: planned.name,
      SAMLMetadataDocument: planned.saml_metadata_document,
      ...iamTags(planned.tags_all),
    });
    return { id: SAMLProviderArn };
  },

  async read(state, aws) {
    const found = await unless(aws.call("iam", "GetSAMLProvider", { SAMLProviderArn: state.id }), "NoSuchEntity");
    if (!found) return undefined;
    return {
      arn: state.id,
      name: state.id.split("saml-provider/").at(-1),
      saml_metadata_document: found.SAMLMetadataDocument ?? "",
      valid_until: awsTime(found.ValidUntil),
      tags: tagMap(found.Tags),
    };
  },

  async update(planned, aws, prior) {
    const SAMLProviderArn = planned.id;
    if (differs(prior, planned, "saml_metadata_document"))
      await aws.call("iam", "UpdateSAMLProvider", {
        SAMLProviderArn,
        SAMLMetadataDocument: planned.saml_metadata_document,
      });
    await retag(
      prior,
      planned,
      (Tags) => aws.call("iam", "TagSAMLProvider", { SAMLProviderArn, Tags }),
      (TagKeys) => aws.call("iam", "UntagSAMLProvider", { SAMLProviderArn, TagKeys }),
    );
  },

  async delete(prior, aws) {
    await unless(aws.call("iam", "DeleteSAMLProvider", { SAMLProviderArn: prior.id }), "NoSuchEntity");
  },
});
