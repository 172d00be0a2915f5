import type { CreateStateMachineCommandInput } from "@aws-sdk/client-sfn";
import type { Aws } from "../framework/aws.ts";
import { type Change, defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs } from "../framework/given.ts";
import { sameJson } from "../framework/json.ts";
import { chosenName, prefixOf } from "../framework/names.ts";
import { awsTime } from "../framework/time.ts";
import type { SfnResources } from "../schema/sfn.generated.ts";
import { periodLeftOut } from "./period-left-out.ts";
import { retagSfn, sfnTags, stepFunctionTags } from "./tags.ts";

type StateMachine = SfnResources["aws_sfn_state_machine"];

export const awsSfnStateMachine = defineResource<StateMachine>({
  title: "Step Functions State Machine",
  named: (planned) => planned.name,
  equivalent: { definition: sameJson, "encryption_configuration.kms_data_key_reuse_period_seconds": periodLeftOut },
  keptBlocks: ["encryption_configuration", "logging_configuration", "tracing_configuration"],

  async plan(change, aws) {
    await validateDefinition(change, aws);
    if (!change.creating && change.planned.publish && change.changed("definition", "role_arn", "publish"))
      change.recompute("state_machine_version_arn", "revision_id");
  },

  async create(planned, aws) {
    const name = chosenName(aws, planned.name, planned.name_prefix);
    const { stateMachineArn = "" } = await aws.call("sfn", "CreateStateMachine", {
      name,
      definition: planned.definition,
      roleArn: planned.role_arn,
      type: (planned.type ?? "STANDARD") as "STANDARD" | "EXPRESS",
      publish: planned.publish ?? false,
      ...settings(planned),
      tags: sfnTags(planned.tags_all),
    });
    return { id: stateMachineArn };
  },

  async read(state, aws) {
    const stateMachineArn = state.id;
    const machine = await unless(
      aws.call("sfn", "DescribeStateMachine", { stateMachineArn }),
      "StateMachineDoesNotExist",
    );
    if (!machine) return undefined;
    const { stateMachineVersions: [latest] = [] } = await aws.call("sfn", "ListStateMachineVersions", {
      stateMachineArn,
    });
    const { loggingConfiguration: logging, encryptionConfiguration: encryption } = machine;
    return {
      arn: machine.stateMachineArn,
      creation_date: awsTime(machine.creationDate),
      definition: machine.definition ?? "",
      description: machine.description,
      encryption_configuration: encryption
        ? [
            {
              kms_data_key_reuse_period_seconds: encryption.kmsDataKeyReusePeriodSeconds,
              kms_key_id: encryption.kmsKeyId,
              type: encryption.type,
            },
          ]
        : [],
      logging_configuration: logging
        ? [
            {
              include_execution_data: logging.includeExecutionData,
              level: logging.level,
              log_destination: logging.destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn,
            },
          ]
        : [],
      name: machine.name,
      name_prefix: prefixOf(machine.name),
      publish: state.publish,
      revision_id: machine.revisionId,
      role_arn: machine.roleArn ?? "",
      state_machine_version_arn: latest?.stateMachineVersionArn,
      status: machine.status,
      tracing_configuration: machine.tracingConfiguration ? [{ enabled: machine.tracingConfiguration.enabled }] : [],
      type: machine.type,
      tags: await stepFunctionTags(aws, stateMachineArn),
    };
  },

  async update(planned, aws, prior) {
    const stateMachineArn = planned.id;
    if (differs({ ...prior, tags: {}, tags_all: {} }, { ...planned, tags: {}, tags_all: {} }, ...UPDATED))
      await aws.call("sfn", "UpdateStateMachine", {
        stateMachineArn,
        definition: planned.definition,
        roleArn: planned.role_arn,
        publish: planned.publish ?? false,
        ...settings(planned),
      });
    await retagSfn(aws, stateMachineArn, prior.tags_all, planned.tags_all);
  },

  async delete(prior, aws) {
    const stateMachineArn = prior.id;
    await aws.call("sfn", "DeleteStateMachine", { stateMachineArn });
    await aws.until(`Step Functions State Machine (${stateMachineArn}) delete`, async () => {
      const machine = await unless(
        aws.call("sfn", "DescribeStateMachine", { stateMachineArn }),
        "StateMachineDoesNotExist",
      );
      return machine ? undefined : true;
    });
  },
});

const UPDATED = [
  "definition",
  "role_arn",
  "publish",
  "logging_configuration",
  "tracing_configuration",
  "encryption_configuration",
] as const satisfies readonly (keyof StateMachine)[];

/** A known definition is shown to AWS while planning, so that a mistake in it stops the plan. */
async function validateDefinition(change: Change<StateMachine>, aws: Aws): Promise<void> {
  if (!change.isKnown("definition") || !change.changed("definition")) return;
  const { definition, type } = change.planned;
  let answer: Awaited<ReturnType<typeof ask>>;
  const ask = () =>
    aws.call("sfn", "ValidateStateMachineDefinition", {
      definition,
      type: (type ?? "STANDARD") as "STANDARD" | "EXPRESS",
    });
  try {
    answer = await ask();
  } catch (error) {
    throw new Refusal(
      `validating Step Functions State Machine definition: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (answer.result === "OK") return;
  const faults = (answer.diagnostics ?? []).map(({ severity, code, message }) => `${severity} (${code}): ${message}`);
  throw new Refusal(`invalid Step Functions State Machine definition: ${faults.join("\n")}`);
}

function settings(planned: StateMachine): Partial<CreateStateMachineCommandInput> {
  const [logging] = planned.logging_configuration;
  const [tracing] = planned.tracing_configuration;
  const [encryption] = planned.encryption_configuration;
  return {
    ...(logging && {
      loggingConfiguration: {
        includeExecutionData: logging.include_execution_data ?? false,
        level: (logging.level ?? "OFF") as "OFF" | "ALL" | "ERROR" | "FATAL",
        destinations: logging.log_destination
          ? [{ cloudWatchLogsLogGroup: { logGroupArn: logging.log_destination } }]
          : [],
      },
    }),
    ...(tracing && { tracingConfiguration: { enabled: tracing.enabled ?? false } }),
    ...(encryption && {
      encryptionConfiguration: {
        type: (encryption.type ?? "AWS_OWNED_KEY") as "AWS_OWNED_KEY" | "CUSTOMER_MANAGED_KMS_KEY",
        ...(encryption.kms_key_id && { kmsKeyId: encryption.kms_key_id }),
        ...(encryption.kms_data_key_reuse_period_seconds && {
          kmsDataKeyReusePeriodSeconds: encryption.kms_data_key_reuse_period_seconds,
        }),
      },
    }),
  };
}
