import type { CodeSigningConfig, CodeSigningPolicy } from "@aws-sdk/client-lambda";
import type { Aws } from "../framework/aws.ts";
import { defineDataSource, defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import { tagChanges } from "../framework/tags.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import type { LambdaDataSources } from "../schema/lambda-data.generated.ts";

type Config = LambdaResources["aws_lambda_code_signing_config"];

const input = (planned: Config) => {
  const [policy] = planned.policies;
  return {
    AllowedPublishers: {
      SigningProfileVersionArns: [...(planned.allowed_publishers[0]?.signing_profile_version_arns ?? [])],
    },
    ...(policy && {
      CodeSigningPolicies: {
        UntrustedArtifactOnDeployment: policy.untrusted_artifact_on_deployment as CodeSigningPolicy,
      },
    }),
  };
};

const found = (config: CodeSigningConfig) => ({
  allowed_publishers: [{ signing_profile_version_arns: config.AllowedPublishers?.SigningProfileVersionArns ?? [] }],
  arn: config.CodeSigningConfigArn ?? "",
  config_id: config.CodeSigningConfigId,
  description: config.Description,
  last_modified: config.LastModified,
  policies: config.CodeSigningPolicies
    ? [{ untrusted_artifact_on_deployment: config.CodeSigningPolicies.UntrustedArtifactOnDeployment ?? "" }]
    : [],
});

export const awsLambdaCodeSigningConfig = defineResource<Config>({
  title: "Lambda Code Signing Config",
  named: () => null,
  async create(planned, aws) {
    const { CodeSigningConfig } = await aws.call("lambda", "CreateCodeSigningConfig", {
      ...input(planned),
      Description: given(planned.description),
      Tags: someEntries(planned.tags_all),
    });
    return { id: CodeSigningConfig?.CodeSigningConfigArn ?? "" };
  },
  async read(state, aws) {
    const config = await unless(findConfig(aws, state.id), "ResourceNotFoundException");
    if (!config) return undefined;
    const { Tags } = await aws.call("lambda", "ListTags", { Resource: state.id });
    return { ...found(config), tags: Tags ?? {} };
  },
  async update(planned, aws, prior) {
    if (differs(prior, planned, "allowed_publishers", "policies", "description"))
      await aws.call("lambda", "UpdateCodeSigningConfig", {
        CodeSigningConfigArn: planned.id,
        ...input(planned),
        Description: planned.description ?? "",
      });
    const { set, removed } = tagChanges(prior.tags_all, planned.tags_all);
    if (removed.length > 0) await aws.call("lambda", "UntagResource", { Resource: planned.id, TagKeys: [...removed] });
    if (Object.keys(set).length > 0) await aws.call("lambda", "TagResource", { Resource: planned.id, Tags: set });
  },
  async delete(prior, aws) {
    await unless(
      aws.call("lambda", "DeleteCodeSigningConfig", { CodeSigningConfigArn: prior.id }),
      "ResourceNotFoundException",
    );
  },
});

async function findConfig(aws: Aws, CodeSigningConfigArn: string): Promise<CodeSigningConfig | undefined> {
  return (await aws.call("lambda", "GetCodeSigningConfig", { CodeSigningConfigArn })).CodeSigningConfig;
}

export const awsLambdaCodeSigningConfigData = defineDataSource<LambdaDataSources["aws_lambda_code_signing_config"]>({
  title: "Lambda Code Signing Config",
  async read({ arn }, aws) {
    const config = await findConfig(aws, arn);
    return { ...(config && found(config)), id: arn };
  },
});
