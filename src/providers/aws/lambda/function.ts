import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import { laterRuntimeAdvice } from "../framework/later-runtimes.ts";
import { tagChanges } from "../framework/tags.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import { functionFound } from "./function-found.ts";
import { codeOf, functionSettings } from "./function-input.ts";
import { laterSettings } from "./later-settings.ts";
import { functionActive, functionUpdated } from "./ready.ts";

type Function = LambdaResources["aws_lambda_function"];

const CONFIGURATION = [
  "description",
  "handler",
  "file_system_config",
  "image_config",
  "memory_size",
  "role",
  "timeout",
  "kms_key_arn",
  "layers",
  "dead_letter_config",
  "snap_start",
  "tracing_config",
  "vpc_config",
  "runtime",
  "environment",
  "ephemeral_storage",
  "logging_config",
] as const satisfies readonly (keyof Function)[];

const CODE = [
  "filename",
  "source_code_hash",
  "s3_bucket",
  "s3_key",
  "s3_object_version",
  "image_uri",
  "architectures",
] as const satisfies readonly (keyof Function)[];

/** The real provider sees no change from an empty VPC configuration to one whose ids are not known yet. */
function sameEmptyVpc(prior: Function | null, planned: Function): boolean {
  const [before] = prior?.vpc_config ?? [];
  const [after] = planned.vpc_config ?? [];
  if (!before || !after) return false;
  return [before, after].every((vpc) => !vpc.subnet_ids?.length && !vpc.security_group_ids?.length);
}

const suppressedWhenGone = (_: string, next: string): boolean => next === "";

export const awsLambdaFunction = defineResource<Function>({
  title: "Lambda Function",
  named: (planned) => planned.function_name,
  equivalent: {
    "logging_config.application_log_level": suppressedWhenGone,
    "logging_config.system_log_level": suppressedWhenGone,
  },

  advise: ({ runtime }) => laterRuntimeAdvice(runtime),

  plan(change) {
    const { package_type, handler, runtime } = change.planned;
    if (package_type === "Zip" && (!handler || !runtime))
      throw new Refusal("handler and runtime must be set when PackageType is Zip");
    // An environment without variables is none.
    const bare = change.planned.environment.every(({ variables }) => Object.keys(variables).length === 0);
    const none = change.creating || change.prior?.environment.length === 0;
    if (none && change.isKnown("environment") && bare) change.set("environment", []);
    if (change.creating) return;
    if (sameEmptyVpc(change.prior, change.planned)) change.set("vpc_config", change.prior?.vpc_config ?? []);
    const newCode = change.changed(...CODE);
    if (newCode) change.recompute("last_modified");
    const publishing = change.planned.publish === true;
    if (publishing && (newCode || change.changed(...CONFIGURATION, "publish")))
      change.recompute("version", "qualified_arn", "qualified_invoke_arn");
  },

  async create(planned, aws, keep) {
    const FunctionName = planned.function_name;
    await aws.call("lambda", "CreateFunction", {
      FunctionName,
      Role: planned.role,
      Code: await codeOf(planned, aws),
      PackageType: planned.package_type === "Image" ? "Image" : "Zip",
      Publish: planned.publish ?? false,
      CodeSigningConfigArn: given(planned.code_signing_config_arn),
      Tags: someEntries(planned.tags_all),
      ...functionSettings(planned, "create"),
      ...laterSettings(planned),
    });
    keep(FunctionName);
    await functionActive(aws, FunctionName);
    const reserved = planned.reserved_concurrent_executions ?? -1;
    if (reserved >= 0)
      await aws.call("lambda", "PutFunctionConcurrency", { FunctionName, ReservedConcurrentExecutions: reserved });
    return { id: FunctionName };
  },

  read: functionFound,

  async update(planned, aws, prior) {
    const FunctionName = planned.id;
    if (differs(prior, planned, "code_signing_config_arn")) {
      const CodeSigningConfigArn = given(planned.code_signing_config_arn);
      if (CodeSigningConfigArn)
        await aws.call("lambda", "PutFunctionCodeSigningConfig", { FunctionName, CodeSigningConfigArn });
      else await aws.call("lambda", "DeleteFunctionCodeSigningConfig", { FunctionName });
    }
    const newSettings = differs(prior, planned, ...CONFIGURATION);
    if (newSettings) {
      await aws.call("lambda", "UpdateFunctionConfiguration", { FunctionName, ...functionSettings(planned, prior) });
      await functionUpdated(aws, FunctionName);
    }
    const newCode = differs(prior, planned, ...CODE);
    if (newCode) {
      const { ZipFile, ...rest } = await codeOf(planned, aws);
      await aws.call("lambda", "UpdateFunctionCode", {
        FunctionName,
        ...(ZipFile && { ZipFile }),
        ...rest,
        ...(planned.architectures.length > 0 && { Architectures: planned.architectures as ("x86_64" | "arm64")[] }),
      });
      await functionUpdated(aws, FunctionName);
    }
    if (differs(prior, planned, "reserved_concurrent_executions")) {
      const reserved = planned.reserved_concurrent_executions ?? -1;
      if (reserved >= 0)
        await aws.call("lambda", "PutFunctionConcurrency", { FunctionName, ReservedConcurrentExecutions: reserved });
      else await aws.call("lambda", "DeleteFunctionConcurrency", { FunctionName });
    }
    if (planned.publish && (newCode || newSettings || differs(prior, planned, "publish")))
      await aws.call("lambda", "PublishVersion", { FunctionName });
    const tags = tagChanges(prior.tags_all, planned.tags_all);
    const Resource = prior.arn ?? "";
    if (tags.removed.length > 0) await aws.call("lambda", "UntagResource", { Resource, TagKeys: [...tags.removed] });
    if (Object.keys(tags.set).length > 0) await aws.call("lambda", "TagResource", { Resource, Tags: tags.set });
  },

  async delete(prior, aws) {
    if (prior.skip_destroy) return;
    await unless(aws.call("lambda", "DeleteFunction", { FunctionName: prior.id }), "ResourceNotFoundException");
  },

  importId: (id) => ({ function_name: id }),
});
