import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { entityArn } from "./arn.ts";
import { alreadyExists } from "./fault.ts";
import type { InstanceProfileRecord } from "./instance-profiles.ts";
import { findInstanceProfile, instanceProfileDetail, saveInstanceProfile } from "./instance-profiles.ts";
import { newTags } from "./tags.ts";
import { uniqueId } from "./unique-id.ts";

export const createInstanceProfile: Operation<typeof Iam, "CreateInstanceProfile"> = (input, context) => {
  const { InstanceProfileName: name = "", Path: path = "/" } = input;
  const tags = newTags(input.Tags);
  if (findInstanceProfile(context, name)) throw alreadyExists(`Instance Profile ${name} already exists.`);
  const profile: InstanceProfileRecord = {
    arn: entityArn(context, "instance-profile", path, name),
    path,
    name,
    id: uniqueId("AIPA"),
    created: new Date(wholeSeconds(context.clock.now())),
    roleName: undefined,
    tags,
  };
  saveInstanceProfile(context, profile);
  return { InstanceProfile: instanceProfileDetail(context, profile) };
};
