import type { RecursiveLoop } from "@aws-sdk/client-lambda";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { standardWords } from "../framework/words.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";

export const awsLambdaFunctionRecursionConfig = defineResource<LambdaResources["aws_lambda_function_recursion_config"]>(
  {
    title: "Lambda Function Recursion Config",
    cause: "again",
    words: standardWords("AWS Lambda Function Recursion Config", ({ function_name }) => function_name),
    named: (planned) => planned.function_name,
    async create(planned, aws) {
      await put(aws, planned.function_name, planned.recursive_loop);
      return { id: planned.function_name };
    },
    async read(state, aws) {
      const found = await unless(
        aws.call("lambda", "GetFunctionRecursionConfig", { FunctionName: state.function_name }),
        "ResourceNotFoundException",
      );
      return found && { recursive_loop: found.RecursiveLoop ?? "" };
    },
    update: (planned, aws) => put(aws, planned.function_name, planned.recursive_loop),
    /** There is always a setting: it goes back to AWS's own. */
    async delete(prior, aws) {
      await unless(put(aws, prior.function_name, "Terminate"), "ResourceNotFoundException");
    },
    importId: (id) => ({ function_name: id }),
  },
);

async function put(aws: Aws, FunctionName: string, loop: string): Promise<void> {
  await aws.call("lambda", "PutFunctionRecursionConfig", { FunctionName, RecursiveLoop: loop as RecursiveLoop });
}
