import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireInstanceProfile, saveInstanceProfile } from "./instance-profiles.ts";
import { mergeTags } from "./tags.ts";

export const tagInstanceProfile: Operation<typeof Iam, "TagInstanceProfile"> = (
  { InstanceProfileName, Tags },
  context,
) => {
  const profile = requireInstanceProfile(context, InstanceProfileName);
  saveInstanceProfile(context, { ...profile, tags: mergeTags(profile.tags, Tags) });
  return {};
};
