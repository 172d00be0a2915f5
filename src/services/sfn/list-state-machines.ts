import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import type { MachineRecord } from "./machines.ts";
import { cutPage } from "./page.ts";

export const listStateMachines: Operation<typeof Sfn, "ListStateMachines"> = (input, context) => {
  const { store, account, region } = context;
  const machines = [...store.range<MachineRecord>({ prefix: ["sfn", account, region, "machine"] })].map(
    ({ value }) => value,
  );
  const { items, next } = cutPage(machines, input);
  return {
    stateMachines: items.map(({ arn, name, type, created }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: created,
    })),
    ...next,
  };
};
