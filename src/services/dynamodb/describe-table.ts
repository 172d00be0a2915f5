import type { DynamoOperation } from "./operation.ts";
import { describeTable as describe } from "./table/describe.ts";
import { figuresOf } from "./table/figures.ts";
import { existingTable } from "./table/find-table.ts";
import { momentLeft } from "./table/moments.ts";

export const describeTable: DynamoOperation<"DescribeTable"> = async (input, context) => {
  const { clock, signal } = context;
  const left = momentLeft(existingTable(input.TableName!, context, "DescribeTable"), clock.now());
  if (left > 0) await clock.sleep(left, signal);
  const table = existingTable(input.TableName!, context, "DescribeTable");
  const figures = await figuresOf(table, context);
  return { Table: describe(table, clock.now(), figures) };
};
