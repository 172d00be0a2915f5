import type { Aws } from "../framework/aws.ts";
import { defineDataSource, defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given, someEntries } from "../framework/given.ts";
import type { LambdaResources } from "../schema/lambda.generated.ts";
import type { LambdaDataSources } from "../schema/lambda-data.generated.ts";
import { functionNameOf, invokeArn } from "./names.ts";

type Alias = LambdaResources["aws_lambda_alias"];

const weights = ({ routing_config: [routing] }: Alias): Record<string, number> =>
  Object.fromEntries(
    Object.entries(routing?.additional_version_weights ?? {}).map(([version, weight]) => [version, Number(weight)]),
  );

export const awsLambdaAlias = defineResource<Alias>({
  title: "Lambda Alias",
  equivalent: { function_name: (prior, next) => functionNameOf(prior) === functionNameOf(next) },

  async create(planned, aws) {
    const AdditionalVersionWeights = someEntries(weights(planned));
    const { AliasArn = "" } = await aws.call("lambda", "CreateAlias", {
      FunctionName: planned.function_name,
      FunctionVersion: planned.function_version,
      Name: planned.name,
      Description: given(planned.description),
      ...(AdditionalVersionWeights && { RoutingConfig: { AdditionalVersionWeights } }),
    });
    return { id: AliasArn };
  },

  async read(state, aws) {
    const alias = await findAlias(aws, state.function_name, state.name);
    if (!alias) return undefined;
    const found = alias.RoutingConfig?.AdditionalVersionWeights;
    return {
      arn: alias.AliasArn,
      description: alias.Description,
      function_version: alias.FunctionVersion ?? "",
      invoke_arn: invokeArn(aws, alias.AliasArn),
      name: alias.Name ?? "",
      routing_config: found && Object.keys(found).length > 0 ? [{ additional_version_weights: found }] : [],
    };
  },

  async update(planned, aws) {
    await aws.call("lambda", "UpdateAlias", {
      FunctionName: planned.function_name,
      FunctionVersion: planned.function_version,
      Name: planned.name,
      Description: planned.description ?? "",
      RoutingConfig: { AdditionalVersionWeights: weights(planned) },
    });
  },

  async delete(prior, aws) {
    await unless(
      aws.call("lambda", "DeleteAlias", { FunctionName: prior.function_name, Name: prior.name }),
      "ResourceNotFoundException",
    );
  },

  async importId(id, aws) {
    const [functionName, name, ...rest] = id.split("/");
    if (!functionName || !name || rest.length > 0)
      throw new Refusal(`Unexpected format of ID (${JSON.stringify(id)}), expected FUNCTION_NAME/ALIAS`);
    const alias = await findAlias(aws, functionName, name);
    return { id: alias?.AliasArn ?? id, function_name: functionName, name };
  },
});

const findAlias = (aws: Aws, FunctionName: string, Name: string) =>
  unless(aws.call("lambda", "GetAlias", { FunctionName, Name }), "ResourceNotFoundException");

export const awsLambdaAliasData = defineDataSource<LambdaDataSources["aws_lambda_alias"]>({
  title: "Lambda Alias",
  async read({ function_name, name }, aws) {
    const alias = await findAlias(aws, function_name, name);
    if (!alias) throw new Error("couldn't find resource");
    return {
      id: alias.AliasArn,
      arn: alias.AliasArn,
      description: alias.Description,
      function_version: alias.FunctionVersion,
      invoke_arn: invokeArn(aws, alias.AliasArn),
    };
  },
});
