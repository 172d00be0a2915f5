import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { replaceTags, tagsOf } from "./resource-tags.ts";
import { requireTaggable } from "./taggable.ts";

export const deleteTags: Operation<typeof Ec2, "DeleteTags"> = ({ Resources = [], Tags }, context) => {
  for (const id of Resources) requireTaggable(context, id);
  for (const id of Resources) {
    const kept = tagsOf(context, id).filter(
      (tag) => Tags && !Tags.some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value)),
    );
    replaceTags(context, id, kept);
  }
  return {};
};
