/** Tags as they are stored, by the ARN of what has them. */
import type { Tag } from "@aws-sdk/client-cloudwatch";
import type { OperationContext } from "../../cloud/operation.ts";
import { mergeTags, type Tag as PlainTag } from "../../cloud/tags.ts";

type Place = Pick<OperationContext, "account" | "region" | "store">;

const tagsKey = ({ account, region }: Place, arn: string) => ["cloudwatch", account, region, "tags", arn];

export const tagsOf = (context: Place, arn: string): readonly PlainTag[] =>
  context.store.get<readonly PlainTag[]>(tagsKey(context, arn)) ?? [];

export const replaceTags = (context: Place, arn: string, tags: readonly PlainTag[]): void =>
  context.store.put(tagsKey(context, arn), tags);

export const saveTags = (context: Place, arn: string, tags: readonly Tag[]): void =>
  replaceTags(
    context,
    arn,
    mergeTags(
      tagsOf(context, arn),
      tags.map(({ Key, Value }) => ({ Key: Key as string, Value: Value as string })),
    ),
  );

export const removeTags = (context: Place, arn: string): void => void context.store.delete(tagsKey(context, arn));
