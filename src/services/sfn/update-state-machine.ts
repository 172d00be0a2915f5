import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { validationException } from "./fault.ts";
import { checkLogging, requireNewDefinition } from "./machine-checks.ts";
import type { MachineRecord } from "./machines.ts";
import { publishVersion, requireMachine, saveMachine } from "./machines.ts";

export const updateStateMachine: Operation<typeof Sfn, "UpdateStateMachine"> = async (input, context) => {
  const { publish = false, definition, roleArn } = input;
  requireMachine(context, input.stateMachineArn);
  if (input.versionDescription !== undefined && !publish) {
    throw validationException("Version description can only be set when publish is true");
  }
  const asks = [
    definition,
    roleArn,
    input.loggingConfiguration,
    input.tracingConfiguration,
    input.encryptionConfiguration,
  ];
  if (asks.every((one) => one === undefined) && !publish) {
    throw new ServiceException(
      "MissingRequiredParameter",
      "Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the EncryptionConfiguration must be specified",
    );
  }
  if (definition !== undefined) await requireNewDefinition(definition);
  const logging = input.loggingConfiguration && (await checkLogging(context, input.loggingConfiguration));
  const machine = requireMachine(context, input.stateMachineArn);
  const wanted: MachineRecord = {
    ...machine,
    definition: definition ?? machine.definition,
    roleArn: roleArn ?? machine.roleArn,
    logging: logging ?? machine.logging,
    tracing: input.tracingConfiguration ?? machine.tracing,
    encryption: input.encryptionConfiguration ?? machine.encryption,
  };
  // What is as it was makes no new revision.
  const differs = (["definition", "roleArn", "logging", "tracing", "encryption"] as const).some(
    (name) => !isDeepStrictEqual(wanted[name], machine[name]),
  );
  const changed: MachineRecord = differs
    ? { ...wanted, updated: new Date(context.clock.now()), revisionId: randomUUID() }
    : wanted;
  saveMachine(context, changed);
  return {
    updateDate: new Date(context.clock.now()),
    ...(changed.revisionId === machine.revisionId ? {} : { revisionId: changed.revisionId }),
    ...(publish ? { stateMachineVersionArn: publishVersion(context, changed, input.versionDescription).arn } : {}),
  };
};
