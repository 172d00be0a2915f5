import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { addTags } from "./resource-tags.ts";
import { requireTaggable } from "./taggable.ts";

export const createTags: Operation<typeof Ec2, "CreateTags"> = ({ Resources = [], Tags = [] }, context) => {
  for (const id of Resources) requireTaggable(context, id);
  for (const id of Resources) addTags(context, id, Tags);
  return {};
};
