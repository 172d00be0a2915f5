import type { Aws } from "../framework/aws.ts";
import { defineDataSource, defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, given } from "../framework/given.ts";
import { awsTime } from "../framework/time.ts";
import type { SfnResources } from "../schema/sfn.generated.ts";
import type { SfnDataSources } from "../schema/sfn-data.generated.ts";

type Alias = SfnResources["aws_sfn_alias"];

const routes = ({ routing_configuration }: Alias) =>
  routing_configuration.map((one) => ({ stateMachineVersionArn: one.state_machine_version_arn, weight: one.weight }));

export const awsSfnAlias = defineResource<Alias>({
  title: "Step Functions Alias",
  async create(planned, aws) {
    const { stateMachineAliasArn = "" } = await aws.call("sfn", "CreateStateMachineAlias", {
      name: planned.name,
      description: given(planned.description),
      routingConfiguration: routes(planned),
    });
    return { id: stateMachineAliasArn };
  },
  async read(state, aws) {
    const alias = await unless(findAlias(aws, state.id), "ResourceNotFound", "StateMachineDoesNotExist");
    if (!alias) return undefined;
    return {
      arn: alias.stateMachineAliasArn,
      creation_date: awsTime(alias.creationDate),
      description: alias.description,
      name: alias.name ?? "",
      routing_configuration: (alias.routingConfiguration ?? []).map((one) => ({
        state_machine_version_arn: one.stateMachineVersionArn ?? "",
        weight: one.weight ?? 0,
      })),
    };
  },
  async update(planned, aws) {
    await aws.call("sfn", "UpdateStateMachineAlias", {
      stateMachineAliasArn: planned.id,
      description: planned.description ?? "",
      routingConfiguration: routes(planned),
    });
  },
  async delete(prior, aws) {
    await unless(
      aws.call("sfn", "DeleteStateMachineAlias", { stateMachineAliasArn: prior.id }),
      "ResourceNotFound",
      "StateMachineDoesNotExist",
    );
  },
});

const findAlias = (aws: Aws, stateMachineAliasArn: string) =>
  aws.call("sfn", "DescribeStateMachineAlias", { stateMachineAliasArn });

export const awsSfnAliasData = defineDataSource<SfnDataSources["aws_sfn_alias"]>({
  title: "Step Functions Alias",
  async read({ name, statemachine_arn: stateMachineArn }, aws) {
    const aliases = await everyPage(
      (nextToken) => aws.call("sfn", "ListStateMachineAliases", { stateMachineArn, nextToken }),
      (answer) => answer.stateMachineAliases,
      (answer) => answer.nextToken,
    );
    const arn = aliases.map((one) => one.stateMachineAliasArn).find((one) => one?.endsWith(`:${name}`));
    if (!arn) throw new Refusal(`no Step Functions State Machine Aliases found with name: ${name}`);
    const alias = await findAlias(aws, arn);
    return {
      id: arn,
      arn,
      creation_date: awsTime(alias.creationDate),
      description: alias.description,
      routing_configuration: (alias.routingConfiguration ?? []).map((one) => ({
        state_machine_version_arn: one.stateMachineVersionArn ?? "",
        weight: one.weight ?? 0,
      })),
    };
  },
});
