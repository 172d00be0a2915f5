import type { LambdaOperation } from "./client.ts";
import { requireTagged } from "./tagged-resource.ts";

export const untagResource: LambdaOperation<"UntagResource"> = ({ Resource, TagKeys = [] }, context) => {
  const resource = requireTagged(context, Resource);
  resource.save(Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !TagKeys.includes(key))));
  return {};
};
