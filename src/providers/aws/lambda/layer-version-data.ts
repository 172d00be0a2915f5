import type { Architecture, Runtime } from "@aws-sdk/client-lambda";
import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import { given } from "../framework/given.ts";
import type { LambdaDataSources } from "../schema/lambda-data.generated.ts";

export const awsLambdaLayerVersionData = defineDataSource<LambdaDataSources["aws_lambda_layer_version"]>({
  title: "Lambda Layer Version",
  async read(config, aws) {
    const { layer_name: LayerName } = config;
    const { LayerVersions: [latest] = [] } = config.version
      ? { LayerVersions: [{ Version: config.version }] }
      : await aws.call("lambda", "ListLayerVersions", {
          LayerName,
          CompatibleRuntime: given(config.compatible_runtime) as Runtime | undefined,
          CompatibleArchitecture: given(config.compatible_architecture) as Architecture | undefined,
        });
    if (!latest?.Version) throw new Refusal(`listing Lambda Layer Versions (${LayerName}): empty result`);
    const layer = await aws.call("lambda", "GetLayerVersion", { LayerName, VersionNumber: latest.Version });
    return {
      id: layer.LayerVersionArn,
      arn: layer.LayerVersionArn,
      code_sha256: layer.Content?.CodeSha256,
      compatible_architectures: layer.CompatibleArchitectures,
      compatible_runtimes: layer.CompatibleRuntimes,
      created_date: layer.CreatedDate,
      description: layer.Description,
      layer_arn: layer.LayerArn,
      license_info: layer.LicenseInfo,
      signing_job_arn: layer.Content?.SigningJobArn,
      signing_profile_version_arn: layer.Content?.SigningProfileVersionArn,
      source_code_hash: layer.Content?.CodeSha256,
      source_code_size: layer.Content?.CodeSize,
      version: layer.Version,
    };
  },
});
