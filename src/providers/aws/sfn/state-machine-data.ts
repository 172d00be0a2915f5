import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import { everyPage } from "../framework/given.ts";
import { awsTime } from "../framework/time.ts";
import type { SfnDataSources } from "../schema/sfn-data.generated.ts";

export const awsSfnStateMachineData = defineDataSource<SfnDataSources["aws_sfn_state_machine"]>({
  title: "Step Functions State Machine",
  async read({ name }, aws) {
    const machines = await everyPage(
      (nextToken) => aws.call("sfn", "ListStateMachines", { nextToken }),
      (answer) => answer.stateMachines,
      (answer) => answer.nextToken,
    );
    const [only, ...more] = machines.filter((one) => one.name === name);
    if (!only || more.length > 0)
      throw new Refusal(
        `${only ? "more than one" : "no"} Step Functions State Machine${only ? "s" : ""} found with name: ${name}`,
      );
    const machine = await aws.call("sfn", "DescribeStateMachine", { stateMachineArn: only.stateMachineArn });
    return {
      id: machine.stateMachineArn,
      arn: machine.stateMachineArn,
      creation_date: awsTime(machine.creationDate),
      definition: machine.definition,
      description: machine.description,
      revision_id: machine.revisionId,
      role_arn: machine.roleArn,
      status: machine.status,
    };
  },
});

export const awsSfnStateMachineVersions = defineDataSource<SfnDataSources["aws_sfn_state_machine_versions"]>({
  title: "Step Functions State Machine Versions",
  async read({ statemachine_arn: stateMachineArn }, aws) {
    const versions = await everyPage(
      (nextToken) => aws.call("sfn", "ListStateMachineVersions", { stateMachineArn, nextToken }),
      (answer) => answer.stateMachineVersions,
      (answer) => answer.nextToken,
    );
    if (versions.length === 0)
      throw new Refusal("no Step Functions State Machine Versions found with the provided ARN");
    return { id: stateMachineArn, statemachine_versions: versions.map((one) => one.stateMachineVersionArn ?? "") };
  },
});
