import { parseArn } from "../../cloud/arn.ts";
import { type ChangeStream, retention, streamKey } from "../../cloud/change-stream/streams.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { checkForeignAccess } from "../../cloud/policy/foreign-resource.ts";
import { ServiceException } from "../../wire/service-exception.ts";

type Context = Pick<OperationContext, "account" | "principal" | "store" | "clock">;

/**
 * The stream with this ARN. A closed one is gone when its last records are. One of another account is for those to whom
 * its policy allows the operation.
 */
export function findStream(arn: string, context: Context, operation: string): ChangeStream {
  const parsed = parseArn(arn);
  const match = /^table\/([^/]+)\/stream\/(.+)$/.exec(parsed?.resource ?? "");
  if (!parsed || parsed.service !== "dynamodb" || !match) {
    throw new ServiceException("ValidationException", `Invalid StreamArn: ${arn}`);
  }
  const { account, region } = parsed;
  const stream = context.store.get<ChangeStream>(
    streamKey({ account, region, tableName: match[1]!, label: match[2]! }),
  );
  if (account !== context.account) {
    checkForeignAccess({ arn, account, policy: stream?.policy?.text }, `dynamodb:${operation}`, context);
  }
  if (!stream || isGone(stream, context.clock.now())) {
    throw new ServiceException("ResourceNotFoundException", `Requested resource not found: Stream: ${arn} not found`);
  }
  return stream;
}

export function isGone({ closedAt }: ChangeStream, now: number): boolean {
  return closedAt !== undefined && now - closedAt > retention;
}
