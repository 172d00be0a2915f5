import { type TagMap, tagChanges, tagList } from "../framework/tags.ts";

export const iamTags = (tags: TagMap) => {
  const list = tagList(tags);
  return list.length > 0 ? { Tags: list } : {};
};

/** Sets and removes what differs; each kind of IAM object has operations of its own for it. */
export async function retag(
  prior: { readonly tags_all: TagMap },
  planned: { readonly tags_all: TagMap },
  set: (tags: { Key: string; Value: string }[]) => Promise<unknown>,
  remove: (keys: string[]) => Promise<unknown>,
): Promise<void> {
  const changes = tagChanges(prior.tags_all, planned.tags_all);
  if (changes.removed.length > 0) await remove([...changes.removed]);
  if (Object.keys(changes.set).length > 0) await set(tagList(changes.set));
}
