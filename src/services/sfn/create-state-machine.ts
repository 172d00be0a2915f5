import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { checkName, validationException } from "./fault.ts";
import { checkLogging, requireNewDefinition } from "./machine-checks.ts";
import type { MachineRecord } from "./machines.ts";
import { machineKey, publishVersion, saveMachine, statesArn } from "./machines.ts";
import { addTags } from "./tags.ts";

export const createStateMachine: Operation<typeof Sfn, "CreateStateMachine"> = async (input, context) => {
  const { name = "", definition = "", roleArn = "", type = "STANDARD", publish = false } = input;
  checkName(name);
  if (input.versionDescription !== undefined && !publish) {
    throw validationException("Version description can only be set when publish is true");
  }
  await requireNewDefinition(definition);
  const logging = await checkLogging(context, input.loggingConfiguration);
  const tracing = { enabled: input.tracingConfiguration?.enabled ?? false };
  const encryption = input.encryptionConfiguration ?? { type: "AWS_OWNED_KEY" };
  const arn = statesArn(context, `stateMachine:${name}`);
  const existing = context.store.get<MachineRecord>(machineKey(context, name));
  if (existing) {
    // Source: the API's reference: the same request once more is no fault, and roles and tags are not compared.
    const asked = { definition, type, logging, tracing, encryption };
    if (!isDeepStrictEqual(asked, comparable(existing)))
      throw new ServiceException("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);
    return answer(context, existing, publish, input.versionDescription);
  }
  const created = new Date(context.clock.now());
  const machine: MachineRecord = {
    arn,
    name,
    type,
    definition,
    roleArn,
    created,
    updated: created,
    revisionId: randomUUID(),
    logging,
    tracing,
    encryption,
    nextVersion: 1,
  };
  saveMachine(context, machine);
  addTags(context, arn, input.tags);
  return answer(context, machine, publish, input.versionDescription);
};

const comparable = ({ definition, type, logging, tracing, encryption }: MachineRecord) => ({
  definition,
  type,
  logging,
  tracing,
  encryption,
});

function answer(context: OperationContext, machine: MachineRecord, publish: boolean, description: string | undefined) {
  return {
    stateMachineArn: machine.arn,
    creationDate: machine.created,
    ...(publish ? { stateMachineVersionArn: publishVersion(context, machine, description).arn } : {}),
  };
}
