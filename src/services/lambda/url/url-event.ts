/** The event of a function URL: payload format 2.0, as recorded on AWS. */
import type { EndpointRequest } from "../../../cloud/service.ts";
import { iamContext, type SignedCaller } from "../../../endpoint/caller.ts";
import { payload2 } from "../../../endpoint/payload-2.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";
import type { UrlRecord } from "../entities.ts";

export interface UrlEventInput {
  readonly request: EndpointRequest;
  readonly record: UrlRecord;
  /** Path and query as the function is to see them. */
  readonly path: string;
  readonly query: string;
  readonly requestId: string;
  readonly now: number;
  readonly caller: SignedCaller | undefined;
}

export function urlEvent({ request, record, path, query, requestId, now, caller }: UrlEventInput): object {
  const event = payload2({
    request,
    path,
    query,
    routeKey: "$default",
    stage: "$default",
    accountId: caller?.accountId ?? "anonymous",
    apiId: record.id,
    requestId,
    now,
    added: [["host", `${record.id}.lambda-url.${record.region}.on.aws`]],
    authorizer: caller && { iam: iamContext(caller) },
  }) as { readonly headers: object };
  // Unlike an HTTP API's, this event keeps the header beside its `cookies`.
  const cookie = headerOf(request, "cookie");
  return cookie === undefined ? event : { ...event, headers: { ...event.headers, cookie } };
}
