import { mergeTags } from "../../cloud/tags.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { taggedTable } from "./table/resource-arn.ts";
import { writeTable } from "./table/table-store.ts";
import { checkTagCount, readTags } from "./table/table-tags.ts";

export const tagResource: DynamoOperation<"TagResource"> = (input, context) => {
  if (!input.Tags?.length) throw refusal("Atleast one Tag needs to be provided as Input.");
  const added = readTags(input.Tags);
  const table = taggedTable(input.ResourceArn!, context, "TagResource");
  const tags = mergeTags(table.tags, added);
  checkTagCount(tags.length);
  writeTable(context.store, { ...table, tags });
  return {};
};
