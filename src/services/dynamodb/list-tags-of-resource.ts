import { listPage } from "./answer/list-page.ts";
import type { DynamoOperation } from "./operation.ts";
import { taggedTable } from "./table/resource-arn.ts";

const pageSize = 10;

export const listTagsOfResource: DynamoOperation<"ListTagsOfResource"> = (input, context) => {
  const { tags } = taggedTable(input.ResourceArn!, context, "ListTagsOfResource");
  const { page, next } = listPage(tags, pageSize, input.NextToken);
  return { Tags: [...page], ...next };
};
