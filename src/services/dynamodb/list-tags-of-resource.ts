import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { taggedTable } from "./table/resource-arn.ts";

const pageSize = 10;

export const listTagsOfResource: DynamoOperation<"ListTagsOfResource"> = (input, context) => {
  const { tags } = taggedTable(input.ResourceArn!, context, "ListTagsOfResource");
  const start = input.NextToken === undefined ? 0 : decodePageToken(input.NextToken);
  if (typeof start !== "number") throw refusal("Invalid NextToken");
  const next = start + pageSize;
  return {
    Tags: tags.slice(start, next),
    ...(next < tags.length ? { NextToken: encodePageToken(next) } : {}),
  };
};
