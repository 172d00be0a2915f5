import type { LambdaOperation } from "./client.ts";
import { requireTagged } from "./tagged-resource.ts";

export const listTags: LambdaOperation<"ListTags"> = ({ Resource }, context) => ({
  Tags: { ...requireTagged(context, Resource).tags },
});
