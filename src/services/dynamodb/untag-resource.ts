import { withoutTags } from "../../cloud/tags.ts";
import type { DynamoOperation } from "./operation.ts";
import { writeTable } from "./table/table-store.ts";
import { taggedTable } from "./table/table-tags.ts";

export const untagResource: DynamoOperation<"UntagResource"> = (input, context) => {
  const table = taggedTable(input.ResourceArn!, context);
  writeTable(context.store, { ...table, tags: withoutTags(table.tags, input.TagKeys!) });
  return {};
};
