import { withoutTags } from "../../cloud/tags.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { taggedTable } from "./table/resource-arn.ts";
import { writeTable } from "./table/table-store.ts";
import { checkTagCount, checkTagKey } from "./table/table-tags.ts";

export const untagResource: DynamoOperation<"UntagResource"> = (input, context) => {
  if (!input.TagKeys?.length) throw refusal("Atleast one Tag Key needs to be provided as Input.");
  for (const key of input.TagKeys) checkTagKey(key);
  checkTagCount(input.TagKeys.length);
  const table = taggedTable(input.ResourceArn!, context, "UntagResource");
  writeTable(context.store, { ...table, tags: withoutTags(table.tags, input.TagKeys) });
  return {};
};
