import type { UpdateRuntimeOn } from "@aws-sdk/client-lambda";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import { standardWords } from "../framework/words.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";

type Config = LambdaResources["aws_lambda_runtime_management_config"];

export const awsLambdaRuntimeManagementConfig = defineResource<Config>({
  title: "Lambda Runtime Management Config",
  cause: "again",
  words: standardWords("AWS Lambda Runtime Management Config", ({ function_name }) => function_name),
  named: (planned) => planned.function_name,
  async create(planned, aws) {
    const function_arn = await put(aws, planned);
    return { id: planned.function_name, function_arn };
  },
  async read(state, aws) {
    const found = await unless(
      aws.call("lambda", "GetRuntimeManagementConfig", {
        FunctionName: state.function_name,
        Qualifier: given(state.qualifier),
      }),
      "ResourceNotFoundException",
    );
    return found && { function_arn: found.FunctionArn, update_runtime_on: found.UpdateRuntimeOn };
  },
  async update(planned, aws) {
    await put(aws, planned);
  },
  async delete(prior, aws) {
    await unless(
      put(aws, { ...prior, update_runtime_on: "Auto", runtime_version_arn: null }),
      "ResourceNotFoundException",
    );
  },
  importId(id) {
    const [name, qualifier, ...rest] = id.split(",");
    if (!name || qualifier === undefined || rest.length > 0)
      throw new Refusal(
        "Unexpected Import Identifier",
        `Expected import identifier with format: function_name,qualifier. Got: ${JSON.stringify(id)}`,
      );
    return { function_name: name, qualifier };
  },
});

async function put(aws: Aws, planned: Config): Promise<string | undefined> {
  const { FunctionArn } = await aws.call("lambda", "PutRuntimeManagementConfig", {
    FunctionName: planned.function_name,
    Qualifier: given(planned.qualifier),
    UpdateRuntimeOn: (given(planned.update_runtime_on) ?? "Auto") as UpdateRuntimeOn,
    RuntimeVersionArn: given(planned.runtime_version_arn),
  });
  return FunctionArn;
}
