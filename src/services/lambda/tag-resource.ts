import type { LambdaOperation } from "./client.ts";
import { invalidParameter } from "./fault.ts";
import { requireTagged } from "./tagged-resource.ts";
import { requireTags } from "./tags.ts";

export const tagResource: LambdaOperation<"TagResource"> = ({ Resource, Tags = {} }, context) => {
  if (Object.keys(Tags).length === 0) {
    throw invalidParameter("An error occurred and the request cannot be processed.");
  }
  const resource = requireTagged(context, Resource);
  const tags = { ...resource.tags, ...Tags };
  requireTags(tags);
  resource.save(tags);
  return {};
};
