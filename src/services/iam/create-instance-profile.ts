import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { alreadyExists } from "./fault.ts";
import type { InstanceProfileRecord } from "./instance-profiles.ts";
import { findInstanceProfile, instanceProfileDetail, saveInstanceProfile } from "./instance-profiles.ts";
import { newEntity } from "./new-entity.ts";
import { newTags } from "./tags.ts";

export const createInstanceProfile: Operation<typeof Iam, "CreateInstanceProfile"> = (input, context) => {
  const { InstanceProfileName: name = "", Path: path = "/" } = input;
  const tags = newTags(input.Tags);
  if (findInstanceProfile(context, name)) throw alreadyExists(`Instance Profile ${name} already exists.`);
  const profile: InstanceProfileRecord = {
    ...newEntity(context, "instance-profile", path, name),
    roleName: undefined,
    tags,
  };
  saveInstanceProfile(context, profile);
  return { InstanceProfile: instanceProfileDetail(context, profile) };
};
