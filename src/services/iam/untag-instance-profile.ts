import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireInstanceProfile, saveInstanceProfile } from "./instance-profiles.ts";
import { withoutTags } from "./tags.ts";

export const untagInstanceProfile: Operation<typeof Iam, "UntagInstanceProfile"> = (
  { InstanceProfileName, TagKeys },
  context,
) => {
  const profile = requireInstanceProfile(context, InstanceProfileName);
  saveInstanceProfile(context, { ...profile, tags: withoutTags(profile.tags, TagKeys) });
  return {};
};
