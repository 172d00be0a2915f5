import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { removeTags, requireTagged } from "./tags.ts";

export const untagResource: Operation<typeof Sfn, "UntagResource"> = ({ resourceArn, tagKeys = [] }, context) => {
  removeTags(context, requireTagged(context, resourceArn), tagKeys);
  return {};
};
