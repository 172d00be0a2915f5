import type { Architecture, Runtime } from "@aws-sdk/client-lambda";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given, some } from "../framework/given.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import { archive } from "./names.ts";

/** A version's ARN is its id: the layer's ARN, a colon, the number. */
function parts(arn: string): { readonly LayerName: string; readonly VersionNumber: number } {
  const match = /^(arn:[^:]+:lambda:[^:]+:\d+:layer:[^:]+):(\d+)$/.exec(arn);
  if (!match) throw new Refusal(`Invalid ARN, cannot get layer version: ${arn}`);
  return { LayerName: match[1] ?? "", VersionNumber: Number(match[2]) };
}

export const awsLambdaLayerVersion = defineResource<LambdaResources["aws_lambda_layer_version"]>({
  title: "Lambda Layer Version",
  named: (planned) => planned.layer_name,

  async create(planned, aws) {
    const { LayerVersionArn = "" } = await aws.call("lambda", "PublishLayerVersion", {
      LayerName: planned.layer_name,
      Content: planned.filename
        ? { ZipFile: await archive(aws, planned.filename) }
        : {
            S3Bucket: given(planned.s3_bucket),
            S3Key: given(planned.s3_key),
            S3ObjectVersion: given(planned.s3_object_version),
          },
      CompatibleArchitectures: some(planned.compatible_architectures) as Architecture[] | undefined,
      CompatibleRuntimes: some(planned.compatible_runtimes) as Runtime[] | undefined,
      Description: given(planned.description),
      LicenseInfo: given(planned.license_info),
    });
    return { id: LayerVersionArn };
  },

  async read(state, aws) {
    const layer = await unless(aws.call("lambda", "GetLayerVersion", parts(state.id)), "ResourceNotFoundException");
    if (!layer) return undefined;
    return {
      arn: layer.LayerVersionArn,
      code_sha256: layer.Content?.CodeSha256,
      compatible_architectures: layer.CompatibleArchitectures,
      compatible_runtimes: layer.CompatibleRuntimes,
      created_date: layer.CreatedDate,
      description: layer.Description,
      layer_arn: layer.LayerArn,
      layer_name: /:layer:([^:]+)$/.exec(layer.LayerArn ?? "")?.[1],
      license_info: layer.LicenseInfo,
      signing_job_arn: layer.Content?.SigningJobArn,
      signing_profile_version_arn: layer.Content?.SigningProfileVersionArn,
      source_code_hash: state.source_code_hash,
      source_code_size: layer.Content?.CodeSize,
      version: String(layer.Version ?? ""),
    };
  },

  async delete(prior, aws) {
    if (prior.skip_destroy) return;
    await unless(aws.call("lambda", "DeleteLayerVersion", parts(prior.id)), "ResourceNotFoundException");
  },
});
