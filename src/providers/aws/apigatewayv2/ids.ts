import type { Aws } from "../framework/aws.ts";
import { Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { type TagMap, tagChanges } from "../framework/tags.ts";

/** The ARN of something in API Gateway's own tree, such as /apis/ID/stages/NAME. */
export const apiArn = (aws: Aws, path: string): string => `arn:${aws.partition}:apigateway:${aws.region}::${path}`;

/** The ARN under which calls of an API are authorized. */
export const executeArn = (aws: Aws, path: string): string =>
  `arn:${aws.partition}:execute-api:${aws.region}:${aws.account}:${path}`;

/** Import ids are `api-id/id`. */
export function importedPart(id: string, what: string): { readonly id: string; readonly api_id: string } {
  const [apiId, part, ...rest] = id.split("/");
  if (!apiId || !part || rest.length > 0)
    throw new Refusal(`wrong format of import ID (${id}), use: 'api-id/${what}-id'`);
  return { id: part, api_id: apiId };
}

/** Some imports look first, and say so in the SDK's words where there is nothing. */
export async function present(answer: Promise<unknown>): Promise<void> {
  if ((await unless(answer, "NotFoundException")) === undefined) throw new Refusal("couldn't find resource");
}

/** Which kind an API is; without it nothing of it is made. */
export async function protocolOf(aws: Aws, ApiId: string): Promise<string | undefined> {
  const api = await unless(aws.call("apigatewayv2", "GetApi", { ApiId }), "NotFoundException");
  if (!api) throw new Refusal(`reading API Gateway v2 API (${ApiId}): couldn't find resource`, "", true);
  return api.ProtocolType;
}

export async function retagApi(aws: Aws, ResourceArn: string, prior: TagMap, next: TagMap): Promise<void> {
  const { set, removed } = tagChanges(prior, next);
  if (removed.length > 0) await aws.call("apigatewayv2", "UntagResource", { ResourceArn, TagKeys: [...removed] });
  if (Object.keys(set).length > 0) await aws.call("apigatewayv2", "TagResource", { ResourceArn, Tags: set });
}
