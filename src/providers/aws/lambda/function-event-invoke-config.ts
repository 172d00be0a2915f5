import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";

type Config = LambdaResources["aws_lambda_function_event_invoke_config"];

/** Ids are `function` or `function:qualifier`; the function may be an ARN. */
function parts(id: string) {
  const match = /^(arn:[^:]+:lambda:[^:]*:\d*:function:[^:]+|[^:]+)(?::(.+))?$/.exec(id);
  return { FunctionName: match?.[1] ?? id, Qualifier: match?.[2] };
}

export const awsLambdaFunctionEventInvokeConfig = defineResource<Config>({
  title: "Lambda Function Event Invoke Config",
  named: (planned) => planned.function_name,

  async create(planned, aws) {
    const id = planned.qualifier ? `${planned.function_name}:${planned.qualifier}` : planned.function_name;
    await put(aws, id, planned);
    return { id };
  },

  async read(state, aws) {
    const { FunctionName, Qualifier } = parts(state.id);
    const found = await unless(
      aws.call("lambda", "GetFunctionEventInvokeConfig", { FunctionName, Qualifier }),
      "ResourceNotFoundException",
    );
    if (!found) return undefined;
    const { OnFailure, OnSuccess } = found.DestinationConfig ?? {};
    const failure = OnFailure?.Destination ? [{ destination: OnFailure.Destination }] : [];
    const success = OnSuccess?.Destination ? [{ destination: OnSuccess.Destination }] : [];
    return {
      destination_config: failure.length + success.length > 0 ? [{ on_failure: failure, on_success: success }] : [],
      function_name: FunctionName,
      maximum_event_age_in_seconds: found.MaximumEventAgeInSeconds,
      maximum_retry_attempts: found.MaximumRetryAttempts,
      qualifier: Qualifier,
    };
  },

  update: (planned, aws) => put(aws, planned.id, planned),

  async delete(prior, aws) {
    await unless(aws.call("lambda", "DeleteFunctionEventInvokeConfig", parts(prior.id)), "ResourceNotFoundException");
  },
});

async function put(aws: Aws, id: string, planned: Config): Promise<void> {
  const [destinations] = planned.destination_config;
  const [failure] = destinations?.on_failure ?? [];
  const [success] = destinations?.on_success ?? [];
  await aws.call("lambda", "PutFunctionEventInvokeConfig", {
    ...parts(id),
    DestinationConfig: {
      ...(failure && { OnFailure: { Destination: failure.destination } }),
      ...(success && { OnSuccess: { Destination: success.destination } }),
    },
    MaximumEventAgeInSeconds: given(planned.maximum_event_age_in_seconds),
    MaximumRetryAttempts: planned.maximum_retry_attempts ?? undefined,
  });
}
