/** What a website's configuration may say. Sentences recorded on AWS or as its users report them. */
import type * as S3 from "@aws-sdk/client-s3";
import { invalidArgument, invalidRequest, malformedXml } from "../fault.ts";

export function checkWebsite(website: S3.WebsiteConfiguration): void {
  const { IndexDocument, ErrorDocument, RedirectAllRequestsTo, RoutingRules } = website;
  if (RedirectAllRequestsTo && (IndexDocument ?? ErrorDocument ?? RoutingRules))
    throw invalidRequest("RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.");
  if (RedirectAllRequestsTo) checkProtocol(RedirectAllRequestsTo.Protocol);
  else checkIndex(IndexDocument);
  if (ErrorDocument && !ErrorDocument.Key)
    throw invalidArgument("The ErrorDocument Key is not well formed", "ErrorDocument", ErrorDocument.Key ?? "null");
  for (const rule of RoutingRules ?? []) checkRule(rule);
}

function checkIndex(index: S3.IndexDocument | undefined): void {
  if (!index) {
    throw invalidArgument(
      "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
      "IndexDocument",
      "null",
    );
  }
  if (!index.Suffix || index.Suffix.includes("/"))
    throw invalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", index.Suffix ?? "null");
}

function checkRule({ Condition, Redirect }: S3.RoutingRule): void {
  if (!Redirect) throw malformedXml();
  checkProtocol(Redirect.Protocol);
  if (Redirect.ReplaceKeyWith !== undefined && Redirect.ReplaceKeyPrefixWith !== undefined)
    throw invalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
  const code = Redirect.HttpRedirectCode;
  if (code !== undefined && (!/^3\d\d$/.test(code) || code === "300"))
    throw invalidRequest(`The provided HTTP redirect code (${code}) is not valid. Valid codes are 3XX except 300.`);
  if (!Condition) return;
  const { HttpErrorCodeReturnedEquals: error, KeyPrefixEquals: prefix } = Condition;
  if ((error ?? prefix) === undefined)
    throw invalidRequest(
      "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
    );
  if (error !== undefined && !/^[45]\d\d$/.test(error))
    throw invalidRequest(`The provided HTTP error code (${error}) is not valid. Valid codes are 4XX or 5XX.`);
}

function checkProtocol(protocol: string | undefined): void {
  if (protocol !== undefined && protocol !== "http" && protocol !== "https")
    throw invalidRequest(
      "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
    );
}
