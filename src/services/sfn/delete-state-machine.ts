import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import type { MachineRecord } from "./machines.ts";
import { machineKey, machineName } from "./machines.ts";
import { removeTags } from "./tags.ts";

export const deleteStateMachine: Operation<typeof Sfn, "DeleteStateMachine"> = ({ stateMachineArn }, context) => {
  const { name } = machineName(stateMachineArn);
  const { store, account, region } = context;
  const machine = store.get<MachineRecord>(machineKey(context, name));
  // Deleting what is not there succeeds.
  if (!machine) return {};
  store.delete(machineKey(context, name));
  for (const kind of ["version", "alias"]) store.deletePrefix(["sfn", account, region, kind, name]);
  removeTags(context, machine.arn);
  return {};
};
