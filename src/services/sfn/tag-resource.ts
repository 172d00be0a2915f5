import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { addTags, requireTagged } from "./tags.ts";

export const tagResource: Operation<typeof Sfn, "TagResource"> = ({ resourceArn, tags }, context) => {
  addTags(context, requireTagged(context, resourceArn), tags);
  return {};
};
