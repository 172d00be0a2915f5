import { randomUUID } from "node:crypto";
import type { OperationContext } from "../../cloud/operation.ts";
import type { ExecutionRecord } from "./executions.ts";
import { checkedInput } from "./executions.ts";
import { checkName } from "./fault.ts";
import { resolveMachine, statesArn } from "./machines.ts";

/** The record of an execution that is about to start. */
export function newExecution(
  context: OperationContext,
  {
    stateMachineArn,
    name,
    input,
    traceHeader,
  }: {
    readonly stateMachineArn?: string | undefined;
    readonly name?: string | undefined;
    readonly input?: string | undefined;
    readonly traceHeader?: string | undefined;
  },
): ExecutionRecord {
  const { machine, versionArn, aliasArn } = resolveMachine(context, stateMachineArn);
  const executionName = name ?? randomUUID();
  checkName(executionName);
  const resource =
    machine.type === "EXPRESS"
      ? `express:${machine.name}:${executionName}:${randomUUID()}`
      : `execution:${machine.name}:${executionName}`;
  return {
    arn: statesArn(context, resource),
    name: executionName,
    machineArn: machine.arn,
    versionArn,
    aliasArn,
    status: "RUNNING",
    started: new Date(context.clock.now()),
    input: checkedInput(input),
    traceHeader,
    machine,
  };
}
