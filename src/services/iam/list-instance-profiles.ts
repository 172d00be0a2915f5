import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { allInstanceProfiles, instanceProfileDetail } from "./instance-profiles.ts";
import { page } from "./page.ts";

export const listInstanceProfiles: Operation<typeof Iam, "ListInstanceProfiles"> = (input, context) => {
  const { PathPrefix = "/" } = input;
  const profiles = allInstanceProfiles(context).filter(({ path }) => path.startsWith(PathPrefix));
  const { items, position } = page(profiles, input, ({ name }) => name);
  return { InstanceProfiles: items.map((profile) => instanceProfileDetail(context, profile)), ...position };
};
