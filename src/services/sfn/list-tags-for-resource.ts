import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireTagged, tagsOf } from "./tags.ts";

export const listTagsForResource: Operation<typeof Sfn, "ListTagsForResource"> = ({ resourceArn }, context) => ({
  tags: tagsOf(context, requireTagged(context, resourceArn)),
});
