import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireInstanceProfile } from "./instance-profiles.ts";
import { tagPage } from "./tags.ts";

export const listInstanceProfileTags: Operation<typeof Iam, "ListInstanceProfileTags"> = (input, context) =>
  tagPage(requireInstanceProfile(context, input.InstanceProfileName).tags, input);
