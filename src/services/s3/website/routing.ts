/** Where a website's configuration sends a request: all requests elsewhere, or those that a routing rule fits. */
import type * as S3 from "@aws-sdk/client-s3";

export interface WebsiteRequest {
  readonly host: string;
  /** Decoded, without the slash in front. */
  readonly key: string;
  /** Path and query as sent. */
  readonly url: string;
}

export interface Redirection {
  readonly status: number;
  readonly location: string;
}

/** The whole site stands elsewhere. */
export function redirectionOfAll(
  { RedirectAllRequestsTo: target }: S3.WebsiteConfiguration,
  { url }: WebsiteRequest,
): Redirection | undefined {
  if (!target) return undefined;
  return { status: 301, location: `${target.Protocol ?? "http"}://${target.HostName}${url}` };
}

/** The first rule that fits the key; those that name an error's status are asked when it has happened. */
export function redirectionByRule(
  { RoutingRules = [] }: S3.WebsiteConfiguration,
  request: WebsiteRequest,
  errorStatus?: number,
): Redirection | undefined {
  const rule = RoutingRules.find(({ Condition }) => {
    const wanted = Condition?.HttpErrorCodeReturnedEquals;
    return (
      (wanted === undefined ? errorStatus === undefined : wanted === String(errorStatus)) &&
      request.key.startsWith(Condition?.KeyPrefixEquals ?? "")
    );
  });
  return rule?.Redirect && redirected(rule.Redirect, rule.Condition?.KeyPrefixEquals ?? "", request);
}

function redirected(to: S3.Redirect, prefix: string, { host, key }: WebsiteRequest): Redirection {
  const { Protocol = "http", HostName = host, HttpRedirectCode = "301", ReplaceKeyWith, ReplaceKeyPrefixWith } = to;
  const replaced = ReplaceKeyPrefixWith === undefined ? key : `${ReplaceKeyPrefixWith}${key.slice(prefix.length)}`;
  return {
    status: Number(HttpRedirectCode),
    location: `${Protocol}://${HostName}/${encodeURI(ReplaceKeyWith ?? replaced)}`,
  };
}
