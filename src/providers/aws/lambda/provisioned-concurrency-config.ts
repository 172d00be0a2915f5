import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";

type Config = LambdaResources["aws_lambda_provisioned_concurrency_config"];

export const awsLambdaProvisionedConcurrencyConfig = defineResource<Config>({
  title: "Lambda Provisioned Concurrency Config",
  named: (planned) => `${planned.function_name},${planned.qualifier}`,
  async create(planned, aws, keep) {
    const id = `${planned.function_name},${planned.qualifier}`;
    await put(aws, planned, () => keep(id));
    return { id };
  },
  async read(state, aws) {
    const [FunctionName = "", Qualifier = ""] = state.id.split(",");
    if (Qualifier === "")
      throw new Refusal(`unexpected format for ID ([${state.id}]), expected more than one part`, "", true);
    const found = await unless(
      aws.call("lambda", "GetProvisionedConcurrencyConfig", { FunctionName, Qualifier }),
      "ProvisionedConcurrencyConfigNotFoundException",
      "ResourceNotFoundException",
    );
    if (!found) return undefined;
    return {
      function_name: FunctionName,
      provisioned_concurrent_executions: found.AllocatedProvisionedConcurrentExecutions ?? 0,
      qualifier: Qualifier,
    };
  },
  update: (planned, aws) => put(aws, planned),
  async delete(prior, aws) {
    if (prior.skip_destroy) return;
    const { function_name: FunctionName, qualifier: Qualifier } = prior;
    await unless(
      aws.call("lambda", "DeleteProvisionedConcurrencyConfig", { FunctionName, Qualifier }),
      "ProvisionedConcurrencyConfigNotFoundException",
      "ResourceNotFoundException",
    );
  },
});

async function put(aws: Aws, planned: Config, made?: () => void): Promise<void> {
  const { function_name: FunctionName, qualifier: Qualifier } = planned;
  await aws.call("lambda", "PutProvisionedConcurrencyConfig", {
    FunctionName,
    Qualifier,
    ProvisionedConcurrentExecutions: planned.provisioned_concurrent_executions,
  });
  made?.();
  await aws.until(`Lambda Provisioned Concurrency Config (${FunctionName},${Qualifier}) create`, async () => {
    const { Status, StatusReason } = await aws.call("lambda", "GetProvisionedConcurrencyConfig", {
      FunctionName,
      Qualifier,
    });
    if (Status === "FAILED") throw new Refusal(`status reason: ${StatusReason}`);
    return Status === "READY" ? true : undefined;
  });
}
