import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { instanceProfileDetail, profilesOfRole } from "./instance-profiles.ts";
import { page } from "./page.ts";
import { requireRole } from "./roles.ts";

export const listInstanceProfilesForRole: Operation<typeof Iam, "ListInstanceProfilesForRole"> = (input, context) => {
  const profiles = profilesOfRole(context, requireRole(context, input.RoleName).name);
  const { items, position } = page(profiles, input, ({ name }) => name);
  return { InstanceProfiles: items.map((profile) => instanceProfileDetail(context, profile)), ...position };
};
