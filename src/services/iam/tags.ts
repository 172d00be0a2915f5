/** Tags as IAM keeps them: keys differ by more than letter case, at most 50. */
import type { Tag } from "../../cloud/identity/records.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidInput } from "./fault.ts";
import { page } from "./page.ts";

const TAG_LIMIT = 50;

interface TagInput {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

export function newTags(tags: readonly TagInput[] | undefined): Tag[] {
  return mergeTags([], tags);
}

/** The tags with the given ones added; a key that is there already (in any letter case) is replaced. */
export function mergeTags(existing: readonly Tag[], added: readonly TagInput[] | undefined): Tag[] {
  const given = (added ?? []).map(({ Key = "", Value = "" }) => ({ Key, Value }));
  const names = new Set(given.map(({ Key }) => Key.toLowerCase()));
  if (names.size < given.length) {
    throw invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }
  if (given.some(({ Key }) => Key.toLowerCase().startsWith("aws:"))) {
    throw invalidInput("System tags cannot be added or modified by users.");
  }
  const merged = [...existing.filter(({ Key }) => !names.has(Key.toLowerCase())), ...given];
  if (merged.length > TAG_LIMIT) {
    throw new ServiceException("LimitExceeded", "The number of tags has reached the maximum limit.");
  }
  return merged;
}

export function withoutTags(existing: readonly Tag[], keys: readonly string[] | undefined): Tag[] {
  const removed = new Set((keys ?? []).map((key) => key.toLowerCase()));
  return existing.filter(({ Key }) => !removed.has(Key.toLowerCase()));
}

/** The answer of every List…Tags operation. */
export function tagPage(
  tags: readonly Tag[],
  request: { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined },
): { Tags: Tag[]; IsTruncated: boolean; Marker?: string } {
  const { items, position } = page(tags, request, ({ Key }) => Key);
  return { Tags: items, ...position };
}

/** The member Tags of a description: absent when there are none. */
export function tagsMember(tags: readonly Tag[]): { Tags?: Tag[] } {
  return tags.length > 0 ? { Tags: [...tags] } : {};
}
