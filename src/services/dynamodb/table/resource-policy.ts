/** Resource policies of tables and of their streams. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { refusal } from "../refusal.ts";
import type { Table } from "./table.ts";
import { writeTable } from "./table-store.ts";
import { taggedTable } from "./table-tags.ts";

type Policy = NonNullable<Table["resourcePolicy"]>;

export interface PolicyHolder {
  readonly table: Table;
  readonly current: Policy | undefined;
}

export function policyTable(arn: string, context: OperationContext): PolicyHolder {
  if (arn.includes("/stream/")) {
    throw new ServiceException("NotImplemented", "Terrarium does not implement resource policies of streams.", {}, 501);
  }
  const table = taggedTable(arn, context);
  return { table, current: table.resourcePolicy };
}

export function replacePolicy(table: Table, text: string, { store, clock }: OperationContext): string {
  try {
    JSON.parse(text);
  } catch {
    throw refusal("Invalid policy document: This policy contains invalid Json");
  }
  const same = table.resourcePolicy?.text === text;
  const revision = same ? table.resourcePolicy!.revision : String(clock.now());
  writeTable(store, { ...table, resourcePolicy: { text, revision } });
  return revision;
}

export function removePolicy(table: Table, { store }: OperationContext): void {
  const { resourcePolicy: _policy, ...without } = table;
  writeTable(store, without);
}
