import { mergeTags } from "../../cloud/tags.ts";
import type { DynamoOperation } from "./operation.ts";
import { writeTable } from "./table/table-store.ts";
import { checkTags, taggedTable } from "./table/table-tags.ts";

export const tagResource: DynamoOperation<"TagResource"> = (input, context) => {
  const table = taggedTable(input.ResourceArn!, context);
  checkTags(input.Tags!);
  const added = input.Tags!.map(({ Key, Value }) => ({ Key: Key!, Value: Value! }));
  writeTable(context.store, { ...table, tags: mergeTags(table.tags, added) });
  return {};
};
