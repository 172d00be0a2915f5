import { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoOperation } from "./operation.ts";
import { describeRecovery } from "./table/recovery.ts";
import { tableNameOf } from "./table/table-name.ts";
import { readTable } from "./table/table-store.ts";

export const describeContinuousBackups: DynamoOperation<"DescribeContinuousBackups"> = (input, context) => {
  const name = tableNameOf(input.TableName!, context, "DescribeContinuousBackups");
  const table = readTable(context.store, context, name, context.clock.now());
  if (!table) throw new ServiceException("TableNotFoundException", `Table not found: ${name}`);
  return { ContinuousBackupsDescription: describeRecovery(table, context.clock.now()) };
};
