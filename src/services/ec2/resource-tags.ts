/** Tags of everything EC2 has, by resource id. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Tag } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { mergeTags } from "../../cloud/tags.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidParameter } from "./fault.ts";

interface TagInput {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

const TAG_LIMIT = 50;

export function tagsKey({ account, region }: OperationContext, id: string): Key {
  return ["ec2", account, region, "tags", id];
}

export function tagsOf(context: OperationContext, id: string | undefined): Tag[] {
  return [...(context.store.get<readonly Tag[]>(tagsKey(context, id ?? "")) ?? [])];
}

/** Adds tags to a resource; a key that is there already gets the new value. */
export function addTags(context: OperationContext, id: string, given: readonly TagInput[]): void {
  if (given.length === 0) return;
  const tags = given.map(({ Key = "", Value = "" }) => ({ Key, Value }));
  const reserved = tags.find(({ Key }) => Key.startsWith("aws:"));
  if (reserved) {
    throw invalidParameter(
      `Value ( ${reserved.Key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use`,
    );
  }
  const merged = mergeTags(tagsOf(context, id), tags);
  if (merged.length > TAG_LIMIT) {
    throw new ServiceException("TagLimitExceeded", `The maximum number of Tags for a resource has been reached.`);
  }
  context.store.put(tagsKey(context, id), merged);
}

export function replaceTags(context: OperationContext, id: string, tags: readonly Tag[]): void {
  if (tags.length > 0) context.store.put(tagsKey(context, id), tags);
  else removeTags(context, id);
}

export function removeTags(context: OperationContext, id: string): void {
  context.store.delete(tagsKey(context, id));
}

/** The tags a create request asks for; the specifications must name the type that is created. */
export function requestedTags(
  specifications: readonly Ec2.TagSpecification[] | undefined,
  ...types: readonly string[]
): readonly TagInput[] {
  const foreign = specifications?.find(({ ResourceType = "" }) => !types.includes(ResourceType));
  if (foreign) {
    throw invalidParameter(`'${foreign.ResourceType}' is not a valid taggable resource type for this operation.`);
  }
  return specifications?.flatMap(({ Tags }) => Tags ?? []) ?? [];
}
