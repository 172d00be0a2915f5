/** Session tags and what a session hands on to the next when one role assumes another. */
import { sessionKey } from "../../cloud/identity/keys.ts";
import type { SessionRecord, Tag } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";

export interface SessionTags {
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
}

/** The session that the caller's own credentials belong to, if they are temporary. */
export function callingSession({ headers, store }: OperationContext): SessionRecord | undefined {
  const accessKeyId = /Credential=([A-Z0-9]+)\//.exec(headers["authorization"] ?? "")?.[1];
  return accessKeyId === undefined ? undefined : store.get<SessionRecord>(sessionKey(accessKeyId));
}

/** Throws for tags that contradict themselves or the calling session's. Sentences recorded on AWS but the second. */
export function sessionTags(
  tags: readonly { Key: string | undefined; Value: string | undefined }[],
  transitiveKeys: readonly string[],
  caller: SessionRecord | undefined,
): SessionTags {
  const given = new Map(tags.map((tag) => [(tag.Key as string).toLowerCase(), tag as Tag]));
  if (given.size < tags.length) {
    throw invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }
  if (transitiveKeys.some((key) => !given.has(key.toLowerCase()))) {
    throw invalid("The specified transitive tag key must be included in the requested tags.");
  }
  const inherited = caller?.transitiveTagKeys ?? [];
  if (inherited.some((key) => given.has(key.toLowerCase()))) {
    throw invalid(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  const handedOn = (caller?.tags ?? []).filter(({ Key }) => inherited.includes(Key));
  return {
    tags: [...handedOn, ...tags] as Tag[],
    transitiveTagKeys: [...inherited, ...transitiveKeys],
  };
}

function invalid(message: string): ServiceException {
  return new ServiceException("InvalidParameterValue", message, {}, 400);
}
